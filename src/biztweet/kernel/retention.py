"""The event log's old end is cut off: what is older than a week, and was dealt with by all who had to."""

from collections.abc import Sequence
from itertools import takewhile

import msgspec
import sqlalchemy as sa

from biztweet.kernel import outbox
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.tables import cursors, events
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id, any_of

KEPT = 7 * DAY
"""So far back streams can resume."""

_AT_ONCE = 5_000


class _Old(msgspec.Struct, frozen=True):
    position: int
    created_at: int


_OLDEST = Query(
    _Old,
    sa.select(events.c.position, events.c.created_at)
    .order_by(events.c.position)
    .limit(sa.bindparam("limit", type_=Id)),
)
_CURSORS = Query(int, sa.select(cursors.c.position).where(any_of(cursors.c.reactor, "names")))
_FORGET = Command(sa.delete(events).where(events.c.position <= sa.bindparam("position", type_=Id)))


async def forget_events(db: Database, reactors: Sequence[str]) -> int:
    """Forget old events that each of `reactors` has passed; return how many. The last one always stays."""
    forgotten = 0
    while old := await _old(db, await _settled(db, reactors)):
        await _forget(db, old[-1].position)
        forgotten += len(old)
    return forgotten


async def _settled(db: Database, reactors: Sequence[str]) -> int:
    """The last position that nobody needs any more."""
    [counters] = await db.rows(outbox.READ_COUNTERS)
    stand = await db.rows(_CURSORS, names=reactors) if reactors else []
    if len(stand) < len(reactors):
        return 0
    return min([*stand, counters.last_position - 1])


async def _old(db: Database, settled: int) -> list[_Old]:
    before = db.clock() - KEPT
    oldest = await db.rows(_OLDEST, limit=_AT_ONCE)
    return list(takewhile(lambda event: event.created_at < before and event.position <= settled, oldest))


async def _forget(db: Database, position: int) -> None:
    async def work(tx: Transaction) -> None:
        await tx.execute(_FORGET, position=position)

    await db.write(work)
