"""Our modules, read and parsed once, and what they import."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


class Module(msgspec.Struct, frozen=True):
    """One file of src/biztweet."""

    name: str  # dotted; a package is named without its __init__
    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"


@cache
def modules() -> Mapping[str, Module]:
    """Every module by its dotted name."""
    return {module.name: module for module in map(_read, sorted((SOURCE / "biztweet").rglob("*.py")))}


def imports(module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    """The modules among `known` that `module` imports: at its top, inside functions, for typing."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Import():
                yield from (name for alias in node.names if (name := _nearest(alias.name, known)))
            case ast.ImportFrom():
                source = _absolute(node, module)
                yield from (name for a in node.names if (name := _nearest(f"{source}.{a.name}", known)))


def _read(path: Path) -> Module:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text()
    return Module(name=name, path=path, text=text, tree=ast.parse(text, filename=str(path)))


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    """`from ..x import y` as it would read from outside."""
    if not node.level:
        return node.module or ""
    above = module.name.split(".")[: None if module.is_package else -1]
    above = above[: len(above) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _nearest(name: str, known: Mapping[str, Module]) -> str | None:
    """The module itself, or the one that holds the name."""
    return next((candidate for candidate in (name, name.rpartition(".")[0]) if candidate in known), None)
