"""Statements that answer with a page of a list: both directions, by the index, never by OFFSET."""

from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

R = TypeVar("R")

before = sa.bindparam("before", type_=Id)
after = sa.bindparam("after", type_=Id)
limit = sa.bindparam("limit", type_=Id)


class Keyset(Generic[R]):
    """A list of rows: a select without order or bounds, paged by one column of ids."""

    def __init__(self, row: type[R], ordered_by: sa.ColumnElement[int], select: sa.Select[Any]) -> None:
        bounded = select.where(ordered_by < before, ordered_by > after).limit(limit)
        self._newest = Query(row, bounded.order_by(ordered_by.desc()))
        self._nearest = Query(row, bounded.order_by(ordered_by.asc()))

    async def page(self, db: Database | Transaction, page: Page, **values: Any) -> list[R]:
        """The page's rows, newest first; one query."""
        query = self._nearest if page.nearest else self._newest
        found = await db.rows(query, before=page.before, after=page.after, limit=page.limit, **values)
        return found[::-1] if page.nearest else found
