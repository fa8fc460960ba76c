"""No circle of imports anywhere, those for typing and inside functions included."""

import ast
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.architecture.sources import Module, imports, modules


def test_no_module_needs_itself_in_the_end() -> None:
    circle = _circle(modules())
    assert circle is None


def test_a_circle_is_found_even_if_it_is_only_for_typing_or_inside_a_function() -> None:
    tree = {
        "x": "",
        "x.a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from x.a.one import thing",
        "x.a.one": "def late() -> None:\n    from .. import b",
        "x.b": "from x.a import something",
    }
    assert set(_circle(_tree(tree)) or ()) == {"x.a", "x.a.one", "x.b"}


def test_a_port_that_chooses_its_own_side_is_a_circle() -> None:
    tree = {"bus": "from bus.embedded import EmbeddedBus", "bus.embedded": "from . import Receiver"}
    assert _circle(_tree(tree)) == ["bus", "bus.embedded", "bus"]


def test_sides_may_stand_on_their_contract_and_on_each_other() -> None:
    tree = {"bus": "", "bus.embedded": "from bus import Bus\nimport bus.redis", "bus.redis": "from . import Bus"}
    assert _circle(_tree(tree)) is None


def _circle(known: Mapping[str, Module]) -> Sequence[str] | None:
    """One circle of names, if there is any."""
    graph = {name: set(imports(module, known)) - {name} for name, module in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        circle: Sequence[str] = found.args[1]
        return circle
    return None


def _tree(texts: Mapping[str, str]) -> Mapping[str, Module]:
    """Modules by name; one that holds others is a package."""
    return {
        name: _module(name, text, is_package=any(n.startswith(f"{name}.") for n in texts))
        for name, text in texts.items()
    }


def _module(name: str, text: str, *, is_package: bool) -> Module:
    return Module(name=name, path=Path("__init__.py" if is_package else "module.py"), text=text, tree=ast.parse(text))
