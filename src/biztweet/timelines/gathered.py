"""The posts of many authors in one timeline: from memory, or by whichever of two statements is quick.

A window of posts is tested against the authors; for what is missing, the newest of each author are merged. Each is fast
where the other is slow. The window of the newest posts of all is in memory. Figures: docs/benchmarks.md.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from biztweet.kernel.keyset import after, before, limit
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import any_of
from biztweet.posts.tables import posts
from biztweet.timelines.gathering import Gathering
from biztweet.timelines.sources import Sources

_WINDOW = 2_000
_FEW = 16  # with no more authors than this, their own newest posts are found sooner than any window is searched

Column = sa.ColumnElement[int]
Test = sa.ColumnElement[bool]


class Statements:
    """The rule of a `Gathering` in SQL.

    `authors` selects their ids as `author_id`, `is_author` tests for one of them, `may_answer` (author, answered) whom
    an answer goes to. Without `reposts` these are left out.
    """

    def __init__(
        self,
        authors: sa.SelectBase,
        is_author: Callable[[Column], Test],
        may_answer: Callable[[Column, Column], Test],
        *,
        reposts: bool = True,
    ) -> None:
        self._authors = authors
        self._is_author = is_author
        self._may_answer = may_answer
        self._reposts = reposts
        self.windows = {nearest: self._window(nearest=nearest) for nearest in (False, True)}
        self.merged = {nearest: self._merged(nearest=nearest) for nearest in (False, True)}

    def _window(self, *, nearest: bool) -> Query[int]:
        newest = (
            sa.select(posts.c.id, posts.c.author_id, posts.c.reply_to_account_id, posts.c.repost_of_id)
            .where(*self._wanted(posts), posts.c.id < before, posts.c.id > after)
            .order_by(_order(posts.c.id, nearest=nearest))
            .limit(_WINDOW)
            .subquery()
        )
        return Query(
            int,
            sa.select(newest.c.id)
            .where(
                self._is_author(newest.c.author_id),
                self._answers(newest.c.author_id, newest.c.reply_to_account_id),
                sa.not_(any_of(newest.c.author_id, "hidden")),
                _reposts_wanted(newest),
            )
            .order_by(_order(newest.c.id, nearest=nearest))
            .limit(limit),
        )

    def _merged(self, *, nearest: bool) -> Query[int]:
        """The newest of each author: a short walk down one index per author."""
        authors = self._authors.subquery("authors")
        author_id = authors.c.author_id
        theirs = posts.alias("theirs")
        each = (
            sa.select(theirs.c.id, theirs.c.reply_to_account_id)
            .where(
                theirs.c.author_id == author_id,
                *self._wanted(theirs),
                theirs.c.id < before,
                theirs.c.id > after,
                self._answers(theirs.c.author_id, theirs.c.reply_to_account_id),
                _reposts_wanted(theirs),
            )
            .order_by(_order(theirs.c.id, nearest=nearest))
            .limit(limit)
        )
        lateral = each.lateral("each")
        on_postgresql = (
            sa.select(lateral.c.id)
            .select_from(authors.join(lateral, sa.true()))
            .where(sa.not_(any_of(author_id, "hidden")))
            .order_by(_order(lateral.c.id, nearest=nearest))
            .limit(limit)
        )
        # SQLite has no LATERAL; a correlated list of ids does the same.
        in_list = each.with_only_columns(theirs.c.id).correlate(authors)
        on_sqlite = (
            sa.select(posts.c.id)
            .select_from(authors.join(posts, posts.c.id.in_(in_list)))
            .where(sa.not_(any_of(author_id, "hidden")))
            .order_by(_order(posts.c.id, nearest=nearest))
            .limit(limit)
        )
        return Query(int, {"sqlite": on_sqlite, "postgresql": on_postgresql})

    def _wanted(self, table: sa.FromClause) -> list[Test]:
        stand = [table.c.deleted_at.is_(None), table.c.audience == sa.literal_column("'company'")]
        return stand if self._reposts else [*stand, table.c.repost_of_id.is_(None)]

    def _answers(self, author_id: Column, answered_id: Column) -> Test:
        return sa.or_(answered_id.is_(None), self._may_answer(author_id, answered_id))


async def gathered(
    sources: Sources, gathering: Gathering, statements: Statements, page: Page, *, in_memory: bool = True, **values: Any
) -> list[int]:
    """Ids, newest first; at most two queries, often none. `in_memory`: what is remembered can answer."""
    many = len(gathering.authors) > _FEW
    in_memory = in_memory and many and sources.recent.covers(page)
    if in_memory and (found := sources.recent.page(page, gathering)) is not None:
        return found
    values |= {"hidden": list(gathering.hidden), "without_reposts": list(gathering.without_reposts)}
    values |= {"before": page.before, "after": page.after, "limit": page.limit}
    ids: list[int] = []
    if many and not in_memory:
        ids = await sources.db.rows(statements.windows[page.nearest], **values)
    if len(ids) < page.limit:
        ids = await sources.db.rows(statements.merged[page.nearest], **values)
    return ids[::-1] if page.nearest else ids


def _reposts_wanted(table: sa.FromClause) -> Test:
    return sa.or_(table.c.repost_of_id.is_(None), sa.not_(any_of(table.c.author_id, "without_reposts")))


def _order(column: Column, *, nearest: bool) -> sa.UnaryExpression[int]:
    return column.asc() if nearest else column.desc()
