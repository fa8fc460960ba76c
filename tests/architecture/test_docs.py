"""The pages about the code's own structure are true: the map, the floors, the numbers of decisions."""

import re
import tomllib

from tests.architecture.sources import ROOT, SOURCE, modules

_DECISIONS = ROOT / "docs/decisions"
_NOBODYS = {"__init__", "__main__"}


def test_every_room_stands_on_the_map() -> None:
    rooms = {name.split(".")[1] for name in modules() if "." in name} - _NOBODYS
    rows = re.findall(r"^\| (`.*?) \|", _architecture(), re.MULTILINE)
    assert {name.removesuffix(".py").strip("/") for row in rows for name in re.findall("`([^`]+)`", row)} == rooms


def test_the_floors_are_drawn_as_they_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    checked = [(rooms, "|" in layer) for layer in layers if (rooms := _rooms(layer))]
    drawn = re.search(r"^```\n(cli.*?)\n```", _architecture(), re.MULTILINE | re.DOTALL)
    assert drawn is not None
    assert [(_rooms(floor), "|" in floor) for floor in drawn[1].split("→")] == checked


def test_decisions_are_numbered_one_after_another_and_name_their_number() -> None:
    names = sorted(path.name for path in _DECISIONS.glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(len(names))]
    assert [name for name in names if not (_DECISIONS / name).read_text().startswith(f"# {name[:4]}: ")] == []


def test_a_decision_that_the_code_names_is_there() -> None:
    named = {number for module in modules().values() for number in re.findall(r"docs/decisions/(\d{4})", module.text)}
    assert named <= {path.name[:4] for path in _DECISIONS.glob("*.md")}


def _architecture() -> str:
    return (ROOT / "docs/architecture.md").read_text()


def _rooms(floor: str) -> set[str]:
    """The rooms of one floor that exist by now."""
    there = {path.stem for path in (SOURCE / "biztweet").iterdir()} - _NOBODYS
    return set(re.findall(r"\w+", floor)) & there
