"""The tables of docs/dialects as rows: what of each API is spoken here, and how far. Tests hold them to the routes."""

import re
from functools import cache
from pathlib import Path

import msgspec

_PACKED = Path(__file__).parent / "dialects"  # where the wheel has them
_SOURCE = Path(__file__).parents[3] / "docs" / "dialects"
_PAGES = ("twitter", "mastodon")
_METHODS = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE)(?: (?:GET|POST|PUT|PATCH|DELETE))*\Z")
_MARKS = ("full", "partial", "empty", "absent")


class Endpoint(msgspec.Struct, frozen=True):
    """One row. `mark`: full, partial, empty or absent; `scope`: what Mastodon's page names."""

    methods: str
    path: str
    mark: str
    scope: str
    notes: str


class Table(msgspec.Struct, frozen=True):
    """One table of a page, under its heading. What it does not list is absent as well: 404."""

    dialect: str
    heading: str
    rows: list[Endpoint]


@cache
def tables() -> list[Table]:
    """Every table of endpoints, in the order of the pages."""
    folder = _PACKED if _PACKED.is_dir() else _SOURCE
    return [table for name in _PAGES for table in parsed(name, (folder / f"{name}.md").read_text(encoding="utf-8"))]


def parsed(dialect: str, text: str) -> list[Table]:
    """The tables of one page that list methods and paths."""
    found: list[Table] = []
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif (row := _row(line)) is not None:
            if not found or found[-1].heading != heading:
                found.append(Table(dialect, heading, []))
            found[-1].rows.append(row)
    return found


def _row(line: str) -> Endpoint | None:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if not line.startswith("|") or len(cells) != 4:  # noqa: PLR2004 - methods, path, mark or scope, notes
        return None
    first, second, third, notes = cells
    first, second = first.strip("`"), second.strip("`")
    if _METHODS.match(second):
        first, second = second, first
    if not _METHODS.match(first):
        return None
    if third in _MARKS:
        return Endpoint(first, second, third, "", notes)
    return Endpoint(first, second, _mark(notes), third, notes)


def _mark(notes: str) -> str:
    """How far a row of Mastodon's goes, by its notes, which have words of their own for what is missing."""
    if notes.startswith("empty"):
        return "empty"
    return "partial" if any(word in notes for word in ("passed over", "refused", "not kept")) else "full"
