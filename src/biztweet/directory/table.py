"""The directory as a table: a CSV file with one person a row, checked whole before anything is done."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from biztweet.accounts.handles import key, may_be_handle
from biztweet.kernel.characters import unsafe

COLUMNS = ("handle", "name", "department", "title", "level", "manager", "office", "email", "photo")
_NEEDED = ("handle", "name")
_MAX_LENGTH = 200
_DEEPEST_LEVEL = 50


class Row(msgspec.Struct, frozen=True):
    """One person of the table; `manager` is a handle, `photo` a file, both empty if none. `line` counts from 1.

    Of what is not among `columns` the table says nothing.
    """

    line: int
    handle: str
    name: str
    department: str = ""
    title: str = ""
    level: int | None = None
    manager: str = ""
    office: str = ""
    email: str = ""
    photo: Path | None = None
    columns: frozenset[str] = frozenset(COLUMNS)


class Mistake(msgspec.Struct, frozen=True):
    """What is wrong, and where."""

    line: int
    column: str
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.problem}"


class TableRefused(Exception):
    """The table holds mistakes; nothing of it is taken over."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def read_table(content: bytes, folder: Path, known_handles: frozenset[str]) -> list[Row]:
    """The rows of a UTF-8 CSV file with a header line; photo paths are relative to `folder`.

    `known_handles` (folded) are people who are in already and may be named as managers. Raises TableRefused.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableRefused([Mistake(line, "-", "not UTF-8")]) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_header(reader)
        numbered = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise TableRefused([Mistake(reader.reader.line_num, "-", str(error))]) from error
    mistakes: list[Mistake] = []
    rows = [row for line, cells in numbered if (row := _row(line, cells, folder, mistakes)) is not None]
    mistakes.extend(_among(rows, known_handles))
    if mistakes:
        raise TableRefused(sorted(mistakes, key=lambda mistake: mistake.line))
    return rows


def _check_header(reader: "csv.DictReader[str]") -> None:
    names = reader.fieldnames or []
    mistakes = [Mistake(1, name, "this column is missing") for name in _NEEDED if name not in names]
    mistakes += [
        Mistake(1, name or "-", f"no such column; there are {', '.join(COLUMNS)}")
        for name in names
        if name not in COLUMNS
    ]
    mistakes += [Mistake(1, name, "stands twice") for name in COLUMNS if list(names).count(name) > 1]
    if mistakes:
        raise TableRefused(mistakes)


def _row(line: int, cells: dict[str | None, str | None], folder: Path, mistakes: list[Mistake]) -> Row | None:
    before = len(mistakes)
    if None in cells or None in cells.values():
        mistakes.append(Mistake(line, "-", "more or fewer cells than the header has columns"))
        return None
    values = {name: (cell or "").strip() for name, cell in cells.items() if name is not None}
    for name, value in values.items():
        if len(value) > _MAX_LENGTH:
            mistakes.append(Mistake(line, name, f"more than {_MAX_LENGTH} characters"))
        if (character := unsafe(value) or next((sign for sign in "\n\t" if sign in value), None)) is not None:
            mistakes.append(Mistake(line, name, f"holds a character that words do not: U+{ord(character):04X}"))
    if not may_be_handle(values["handle"]):
        mistakes.append(Mistake(line, "handle", f"{values['handle']!r} cannot be a handle: 1 to 20 of A-Z a-z 0-9 _"))
    if not values["name"]:
        mistakes.append(Mistake(line, "name", "is empty"))
    level = values.get("level", "")
    if level and not (level.isascii() and level.isdigit() and 1 <= int(level) <= _DEEPEST_LEVEL):
        mistakes.append(Mistake(line, "level", f"{level!r} is no whole number from 1 to {_DEEPEST_LEVEL}"))
    photo = folder / values["photo"] if values.get("photo") else None
    if photo is not None and not photo.is_file():
        mistakes.append(Mistake(line, "photo", f"there is no file {photo}"))
    if len(mistakes) > before:
        return None
    texts = {name: values.get(name, "") for name in ("department", "title", "manager", "office", "email")}
    return Row(
        line,
        values["handle"],
        values["name"],
        level=int(level) if level else None,
        photo=photo,
        columns=frozenset(values),
        **texts,
    )


def _among(rows: list[Row], known_handles: frozenset[str]) -> Iterator[Mistake]:
    """Mistakes that only show when rows are seen together."""
    seen: dict[str, int] = {}
    for row in rows:
        folded = key(row.handle)
        if folded in seen:
            yield Mistake(row.line, "handle", f"{row.handle} stands in line {seen[folded]} already")
        seen.setdefault(folded, row.line)
    for row in rows:
        if row.manager and key(row.manager) not in seen and key(row.manager) not in known_handles:
            yield Mistake(row.line, "manager", f"nobody has the handle {row.manager}")
        if row.manager and key(row.manager) == key(row.handle):
            yield Mistake(row.line, "manager", "nobody manages themselves")
