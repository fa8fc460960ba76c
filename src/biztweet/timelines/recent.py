"""The newest posts of the company, reposts and answers among them, kept in memory from the event log.

Most pages of a following timeline are found in it. Without it, a page of somebody who follows everybody costs the
database 2,000 rows, each tested against 7,000 followees. Figures: docs/benchmarks.md, growth.
"""

from bisect import bisect_left, bisect_right

import msgspec
import sqlalchemy as sa

from biztweet.events import PostDeleted, PostPublished, PostReposted
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import posts, visible_to_all
from biztweet.timelines.gathering import Gathering

_LENGTH = 4_000


class _Row(msgspec.Struct, frozen=True):
    id: int
    author_id: int
    reply_to_account_id: int | None
    repost_of_id: int | None


_NEWEST = Query(
    _Row,
    sa.select(posts.c.id, posts.c.author_id, posts.c.reply_to_account_id, posts.c.repost_of_id)
    .where(visible_to_all)
    .order_by(posts.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)


class Recent:
    """Ids of the newest posts, oldest first, each with its author, whom it answers, and whether it is a repost."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._people: list[tuple[int, int | None, bool]] = []
        self._complete = False

    async def load(self, db: Database) -> None:
        """Read the newest posts; to be called once, before events are applied."""
        rows = await db.rows(_NEWEST, limit=_LENGTH)
        self._complete = len(rows) < _LENGTH
        self._ids = [row.id for row in reversed(rows)]
        self._people = [
            (row.author_id, row.reply_to_account_id, row.repost_of_id is not None) for row in reversed(rows)
        ]

    def covers(self, page: Page) -> bool:
        """Whether the page begins among what is remembered, from the side that it is read from."""
        begins = page.after if page.nearest else page.before
        return self._complete or (bool(self._ids) and begins >= self._ids[0])

    def page(self, page: Page, gathering: Gathering) -> list[int] | None:
        """The page's ids of what is gathered, newest first; None where the answer may reach further back."""
        if not self.covers(page):
            return None
        low, high = bisect_right(self._ids, page.after), bisect_left(self._ids, page.before)
        authors, also_id, hidden = gathering.authors, gathering.author_id, gathering.hidden
        answered, also_answered_id, ids = gathering.answered, gathering.answered_id, list[int]()
        without_reposts = gathering.without_reposts
        # `gathering.shows`, without a call for each of some thousand posts; a test holds the two together.
        for at in range(low, high) if page.nearest else range(high - 1, low - 1, -1):
            author_id, answered_id, repost = self._people[at]
            if (
                (author_id in authors or author_id == also_id)
                and (answered_id is None or answered_id in answered or answered_id in (author_id, also_answered_id))
                and author_id not in hidden
                and not (repost and author_id in without_reposts)
            ):
                ids.append(self._ids[at])
                if len(ids) == page.limit:
                    break
        else:
            if low == 0 and not self._complete and not page.nearest:
                return None
        return ids[::-1] if page.nearest else ids

    def apply(self, recorded: Recorded) -> None:
        """Take in what an event adds or takes away."""
        match recorded.event:
            case PostPublished() as event:
                self._add(event.post_id, event.author_id, event.reply_to_account_id)
            case PostReposted() as event:
                self._add(event.post_id, event.author_id, None, repost=True)
            case PostDeleted() as event:
                at = bisect_left(self._ids, event.post_id)
                if at < len(self._ids) and self._ids[at] == event.post_id:
                    del self._ids[at], self._people[at]

    def _add(self, post_id: int, author_id: int, answered_id: int | None, *, repost: bool = False) -> None:
        if not self._ids or post_id > self._ids[-1]:
            self._ids.append(post_id)
            self._people.append((author_id, answered_id, repost))
        if len(self._ids) > 2 * _LENGTH:
            del self._ids[:-_LENGTH], self._people[:-_LENGTH]
            self._complete = False
