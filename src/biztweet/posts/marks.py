"""What each viewer has done with posts, remembered until an event changes it."""

from collections.abc import Collection

import msgspec
import sqlalchemy as sa

from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import bookmarks, likes, posts, stands
from biztweet.posts.touched import changed_marks
from biztweet.posts.view import Marks

_REMEMBERED = 100_000
_LIKED, _REPOSTED, _BOOKMARKED = 1, 2, 4
_ALL = [Marks(bool(bits & _LIKED), bool(bits & _REPOSTED), bool(bits & _BOOKMARKED)) for bits in range(8)]


class _Row(msgspec.Struct, frozen=True):
    post_id: int
    bit: int


_asker = sa.bindparam("account_id", type_=Id)


def _marked(table: sa.Table, bit: int) -> sa.Select[tuple[int, int]]:
    return sa.select(table.c.post_id, sa.literal_column(str(bit), sa.Integer).label("bit")).where(
        table.c.account_id == _asker, any_of(table.c.post_id, "ids")
    )


_MARKS = Query(
    _Row,
    sa.union_all(
        _marked(likes, _LIKED),
        _marked(bookmarks, _BOOKMARKED),
        sa.select(
            posts.c.repost_of_id.label("post_id"), sa.literal_column(str(_REPOSTED), sa.Integer).label("bit")
        ).where(posts.c.author_id == _asker, any_of(posts.c.repost_of_id, "ids"), stands),
    ),
)


class MarkBook:
    """This process's memory of marks."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._marks: Cache[tuple[int, int], Marks] = Cache(_REMEMBERED)

    def known(self, account_id: int, post_id: int) -> Marks | None:
        """The marks of one account on one post, if remembered."""
        return self._marks.get((account_id, post_id))

    async def of(self, account_id: int, post_ids: Collection[int]) -> dict[int, Marks]:
        """The marks of one account on each of some posts; at most one query."""
        known = self._marks.all([(account_id, post_id) for post_id in post_ids])
        if known is not None:
            return dict(zip(post_ids, known, strict=True))
        found = {i: marks for i in post_ids if (marks := self._marks.get((account_id, i))) is not None}
        missing = [post_id for post_id in dict.fromkeys(post_ids) if post_id not in found]
        if missing:
            ticket = self._marks.ticket()
            bits = dict.fromkeys(missing, 0)
            for row in await self._db.lookup(_MARKS, account_id=account_id, ids=missing):
                bits[row.post_id] |= row.bit
            for post_id, value in bits.items():
                found[post_id] = _ALL[value]
                self._marks.put((account_id, post_id), _ALL[value], ticket)
        return found

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if (changed := changed_marks(recorded.event)) is not None:
            self._marks.drop([changed])
