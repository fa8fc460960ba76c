"""One script out of many modules, joined at start: a page asks for it once, not forty times.

Each module keeps a scope of its own, and comes after those it imports, as a browser would run them; one that breaks
is reported, and stops those alone that import it.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "(\.[^"]+)"$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const) (\w+))", re.MULTILINE)
_ELSE = re.compile(r"^(?:import\b|export\b|await\b).*", re.MULTILINE)


def bundle(modules: Mapping[str, str], entries: Iterable[str]) -> str:
    """The modules named `entries`, in this order, and all that they import, as one module.

    Raises ValueError for what only a browser could join: a circle, a default export, an `await` outside of functions.
    """
    scopes: dict[str, str] = {}
    for name in entries:
        _add(name, modules, scopes, ())
    return "const modules = {}\n" + "".join(scopes.values())


def _add(name: str, modules: Mapping[str, str], scopes: dict[str, str], importers: tuple[str, ...]) -> None:
    if name in importers:
        raise ValueError(f"{name} imports itself, by way of {', '.join(importers)}")
    if name in scopes:
        return
    text = modules[name]
    for _, path in _IMPORT.findall(text):
        _add(_named(name, path), modules, scopes, (*importers, name))
    exported = _EXPORT.findall(text)
    text = _IMPORT.sub(lambda found: f'const {{ {found[1]} }} = modules["{_named(name, found[2])}"]', text)
    text = _EXPORT.sub("", text)
    if left := _ELSE.search(text):
        raise ValueError(f"{name}: {left[0]}")
    returned = f"return {{ {', '.join(exported)} }}"
    scopes[name] = (
        f'try {{ modules["{name}"] = (() => {{\n{text}{returned}\n}})() }} catch (error) {{ reportError(error) }}\n'
    )


def _named(importer: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))
