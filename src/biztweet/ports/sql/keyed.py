"""Keyed: rows that are found by their key, one by itself or many in one statement."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import any_of

R = TypeVar("R")
Key = tuple[Any, ...]


class Keyed(Generic[R]):
    """The same columns of a table in two statements; `key` names those of them that tell one row from all others."""

    def __init__(self, row: type[R], columns: Sequence[sa.Column[Any]], key: Sequence[str] = ("id",)) -> None:
        by = [column for name in key for column in columns if column.name == name]
        one = [column == sa.bindparam(column.name, type_=column.type) for column in by]
        many = [any_of(column, f"{column.name}s") for column in by]
        self._names = key
        self._one = Query(row, sa.select(*columns).where(*one), reads=columns)
        self.many = Query(row, sa.select(*columns).where(*many), reads=columns)

    def one(self, key: Key) -> tuple[Query[R], dict[str, Any]]:
        """What asks for the row of a key."""
        return self._one, dict(zip(self._names, key, strict=True))

    def any_of(self, keys: Iterable[Key]) -> dict[str, list[Any]]:
        """What `many` is to be given: it answers with the rows of these keys, and may with others of their parts."""
        return {f"{name}s": list(set(parts)) for name, parts in zip(self._names, zip(*keys, strict=True), strict=True)}

    def key_of(self, row: R) -> Key:
        """The key that a row is found by."""
        return tuple(getattr(row, name) for name in self._names)
