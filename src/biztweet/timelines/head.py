"""The newest part of the company timeline, kept in memory from the event log: the same for everybody."""

from bisect import bisect_left, bisect_right

import msgspec
import sqlalchemy as sa

from biztweet.events import PostDeleted, PostPublished
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import in_company, posts

_LENGTH = 4_000


class _Row(msgspec.Struct, frozen=True):
    id: int
    author_id: int


_NEWEST = Query(
    _Row,
    sa.select(posts.c.id, posts.c.author_id)
    .where(in_company)
    .order_by(posts.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)


class Head:
    """Ids of the company timeline's newest posts, oldest first, each with its author."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._authors: list[int] = []
        self._complete = False

    async def load(self, db: Database) -> None:
        """Read the newest posts; to be called once, before events are applied."""
        rows = await db.rows(_NEWEST, limit=_LENGTH)
        self._complete = len(rows) < _LENGTH
        self._ids = [row.id for row in reversed(rows)]
        self._authors = [row.author_id for row in reversed(rows)]

    def page(self, page: Page, hidden: frozenset[int], *, among: frozenset[int] | None = None) -> list[int] | None:
        """The page's ids, newest first, without posts of `hidden` authors, or of others than `among`.

        None where it reaches further back.
        """
        low, high = bisect_right(self._ids, page.after), bisect_left(self._ids, page.before)
        reaches_back = low == 0 and not self._complete and (not self._ids or page.after < self._ids[0] - 1)
        if page.nearest and reaches_back:
            return None
        window = range(low, high) if page.nearest else range(high - 1, low - 1, -1)
        if not hidden and among is None:
            last = max(low, high - page.limit)
            ids = self._ids[low : min(high, low + page.limit)] if page.nearest else self._ids[last:high][::-1]
        else:
            ids = []
            for at in window:
                author_id = self._authors[at]
                if author_id not in hidden and (among is None or author_id in among):
                    ids.append(self._ids[at])
                    if len(ids) == page.limit:
                        break
        if len(ids) < page.limit and reaches_back:
            return None
        return ids[::-1] if page.nearest else ids

    def apply(self, recorded: Recorded) -> None:
        """Take in what an event adds or takes away."""
        match recorded.event:
            case PostPublished(in_company=True) as event if not self._ids or event.post_id > self._ids[-1]:
                self._ids.append(event.post_id)
                self._authors.append(event.author_id)
                self._shorten()
            case PostDeleted(in_company=True) as event:
                at = bisect_left(self._ids, event.post_id)
                if at < len(self._ids) and self._ids[at] == event.post_id:
                    del self._ids[at], self._authors[at]

    def _shorten(self) -> None:
        if len(self._ids) > 2 * _LENGTH:
            del self._ids[:-_LENGTH], self._authors[:-_LENGTH]
            self._complete = False
