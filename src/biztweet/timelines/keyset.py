"""Statements that answer with a page of ids: both directions, by the index, never by OFFSET."""

from collections.abc import Callable
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
    """A list of ids: a select without order or bounds, paged by one id column, for each dialect if they differ."""

    def __init__(
        self, ordered_by: sa.ColumnElement[int], *selects: sa.Select[Any], **by_dialect: sa.Select[Any]
    ) -> None:
        def query(order: Callable[[sa.Select[Any]], sa.Select[Any]]) -> Query[int]:
            return Query(int, *map(order, selects), **{name: order(select) for name, select in by_dialect.items()})

        def newest(select: sa.Select[Any]) -> sa.Select[Any]:
            return _bounded(select, ordered_by).order_by(ordered_by.desc()).limit(limit)

        def nearest(select: sa.Select[Any]) -> sa.Select[Any]:
            return _bounded(select, ordered_by).order_by(ordered_by.asc()).limit(limit)

        self._newest = query(newest)
        self._nearest = query(nearest)

    async def ids(self, db: Database, page: Page, **values: Any) -> list[int]:
        """The page's ids, newest first."""
        query = self._nearest if page.nearest else self._newest
        ids = await db.rows(query, before=page.before, after=page.after, limit=page.limit, **values)
        return ids[::-1] if page.nearest else ids


def _bounded(select: sa.Select[Any], ordered_by: sa.ColumnElement[int]) -> sa.Select[Any]:
    return select.where(ordered_by < before, ordered_by > after)
