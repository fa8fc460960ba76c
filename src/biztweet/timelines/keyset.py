"""Statements that answer with a page of ids: both directions, by the index, never by OFFSET."""

from typing import Any

import sqlalchemy as sa

from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

before = sa.bindparam("before", type_=Id)
after = sa.bindparam("after", type_=Id)
limit = sa.bindparam("limit", type_=Id)


class Keyset:
    """A list of ids: a select without order or bounds, paged by one id column."""

    def __init__(self, ordered_by: sa.ColumnElement[int], select: sa.Select[Any]) -> None:
        bounded = select.where(ordered_by < before, ordered_by > after).limit(limit)
        self._newest = Query(int, bounded.order_by(ordered_by.desc()))
        self._nearest = Query(int, bounded.order_by(ordered_by.asc()))

    async def ids(self, db: Database, page: Page, **values: Any) -> list[int]:
        """The page's ids, newest first."""
        query = self._nearest if page.nearest else self._newest
        ids = await db.rows(query, before=page.before, after=page.after, limit=page.limit, **values)
        return ids[::-1] if page.nearest else ids
