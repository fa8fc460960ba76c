"""Every public module, class, function and method says what its signature cannot."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Module, modules

_Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# These need no words of ours: the first repeats the method it overrides, the second has them at its implementation.
_SPEAKS_FOR_ITSELF = {"override", "overload"}


def test_every_module_says_its_purpose_in_its_first_line() -> None:
    assert [module.place for module in modules().values() if not module.text.startswith('"""')] == []


def test_a_package_says_one_sentence_and_exports_nothing_again() -> None:
    """A port's holds its contract; even there, nothing is passed on from elsewhere by `__all__`."""
    packages = [module for module in modules().values() if module.is_package]
    assert [package.place for package in packages if "__all__" in package.text] == []


def test_everything_public_has_a_docstring() -> None:
    silent = [
        f"{module.place}:{node.lineno} {node.name}"
        for module in modules().values()
        for node in _public(module.tree, module)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def _public(holder: ast.Module | ast.ClassDef, module: Module) -> Iterator[_Documented]:
    """What others may name; what a function holds is its own affair, as is what Alembic alone calls."""
    for node in holder.body:
        if not isinstance(node, _Documented) or node.name.startswith("_"):
            continue
        if module.name.startswith("biztweet.migrations.") or _speaks_for_itself(node):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node, module)


def _speaks_for_itself(node: _Documented) -> bool:
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    return bool(names & _SPEAKS_FOR_ITSELF)
