"""Keyed: rows that are found by their `id`, one by itself or many in one statement."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of

R = TypeVar("R")


class Keyed(Generic[R]):
    """The same columns of a table in two statements; `id` is one of them."""

    def __init__(self, row: type[R], columns: Sequence[sa.Column[Any]]) -> None:
        [key] = [column for column in columns if column.name == "id"]
        self.one = Query(row, sa.select(*columns).where(key == sa.bindparam("id", type_=Id)), reads=columns)
        self.many = Query(row, sa.select(*columns).where(any_of(key, "ids")), reads=columns)
