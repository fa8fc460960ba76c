"""What each viewer has done with posts, remembered until an event changes it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from types import MappingProxyType

import msgspec
import sqlalchemy as sa

from biztweet.events import PollOpened, PostPublished
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.polls.tables import ballots
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.changes import changed_marks
from biztweet.posts.tables import bookmarks, likes, pins, posts, thread_mutes, visible_to_all
from biztweet.posts.view import BARE, BOOKMARKED, EVERY_MARK, FIRST_CHOICE, LIKED, MUTED, PINNED, REPOSTED, Marks

_ACCOUNTS = 5_000
_POSTS_EACH = 200


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
        _marked(likes, LIKED),
        _marked(bookmarks, BOOKMARKED),
        sa.select(
            posts.c.repost_of_id.label("post_id"), sa.literal_column(str(REPOSTED), sa.Integer).label("bit")
        ).where(posts.c.author_id == _asker, any_of(posts.c.repost_of_id, "ids"), visible_to_all),
        _marked(pins, PINNED),
        sa.select(posts.c.id.label("post_id"), sa.literal_column(str(MUTED), sa.Integer).label("bit"))
        .join(thread_mutes, thread_mutes.c.thread_id == posts.c.thread_id)
        .where(thread_mutes.c.account_id == _asker, any_of(posts.c.id, "ids")),
        sa.select(ballots.c.post_id, (ballots.c.choices * (1 << FIRST_CHOICE)).label("bit")).where(
            ballots.c.account_id == _asker, any_of(ballots.c.post_id, "ids")
        ),
    ),
)


class _Known:
    """What is known of one account's marks: of which posts, and those that have any."""

    __slots__ = ("marked", "read")

    def __init__(self, read: frozenset[int] = frozenset(), marked: Mapping[int, Marks] = MappingProxyType({})) -> None:
        self.read = read
        self.marked = marked


_NOTHING = _Known()


class MarkBook:
    """This process's memory of marks, by account: what one account has done is forgotten when it does something."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._by_account: Cache[int, _Known] = Cache(_ACCOUNTS)

    async def of(self, account_id: int, post_ids: Collection[int]) -> dict[int, Marks]:
        """The marks of one account on each of some posts; at most one query."""
        marked = (await self._knowing(account_id, frozenset(post_ids))).marked
        return {post_id: marked.get(post_id, BARE) for post_id in post_ids}

    async def none_on(self, account_id: int, post_ids: frozenset[int]) -> bool:
        """Whether the account has marked none of some posts, as it mostly is; at most one query."""
        marked = (await self._knowing(account_id, post_ids)).marked
        return not marked or post_ids.isdisjoint(marked)

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if (account_id := changed_marks(recorded.event)) is not None:
            self._by_account.drop([account_id])
        if isinstance(event := recorded.event, PostPublished):
            known = self._by_account.get(event.author_id)
            if known is not None and len(known.read) < _POSTS_EACH and event.reply_to_id is None:
                known.read |= {event.post_id}  # one's own new post, which is shown to oneself next
        if isinstance(event, PollOpened) and event.anew:  # nobody has voted
            self._by_account.drop([one for one, known in self._by_account.each() if event.post_id in known.read])

    async def _knowing(self, account_id: int, post_ids: frozenset[int]) -> _Known:
        known = self._by_account.get(account_id) or _NOTHING
        return known if post_ids <= known.read else await self._read(account_id, post_ids, known)

    async def _read(self, account_id: int, post_ids: frozenset[int], known: _Known) -> _Known:
        missing = post_ids - known.read
        ticket = self._by_account.ticket()
        bits: defaultdict[int, int] = defaultdict(int)
        for row in await self._db.lookup(_MARKS, account_id=account_id, ids=sorted(missing)):
            bits[row.post_id] |= row.bit
        marked = {post_id: EVERY_MARK[value] for post_id, value in bits.items() if value}
        whole = _Known(known.read | missing, {**known.marked, **marked})
        # Begun anew when it has grown long.
        kept = whole if len(known.read) < _POSTS_EACH else _Known(missing, marked)
        self._by_account.put(account_id, kept, ticket)
        return whole
