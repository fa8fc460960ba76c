"""Batch: works that share a transaction, run one after the other, each behind its own savepoint.

Many posts share one flush to disk, and one failure harms nobody else.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from biztweet.kernel import outbox
from biztweet.kernel.clock import Clock
from biztweet.kernel.errors import Invalid, Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Prefetch, Prefetched, Transaction, Work
from biztweet.ports.sql import Replay, Session, StorageAway, ValueRefused
from biztweet.ports.sql.keyed import Key, Keyed

Outcome = tuple[Any, BaseException | None]


class Entry(NamedTuple):
    """A work that waits; what it will read by its key; who waits for it, and since when."""

    work: Work[Any]
    prefetch: Sequence[Prefetch]
    answer: asyncio.Future[Any]
    asked_at: float


class Batch:
    """Some works, run in one transaction; may be run again from the start, and does nothing once it is stored."""

    def __init__(self, works: Sequence[Entry], clock: Clock) -> None:
        self._works = works
        self._clock = clock
        self._ended = False
        self.outcomes: list[Outcome] = []
        self.recorded: list[Recorded] = []
        self.position = 0

    async def run(self, session: Session) -> None:
        """Run the works; their outcomes are then in their order. Raises Replay, StorageAway."""
        if self._ended and await self._stored(session):
            return
        self._ended = False
        [counters] = await session.rows(outbox.READ_COUNTERS, {})
        tx = Transaction(session, counters, self._clock(), await self._prefetch(session))
        self.outcomes = [await _attempt(entry.work, tx, session) for entry in self._works]
        self.recorded, self.position = tx.recorded, tx.last_position
        if (tx.last_id, tx.last_position) != (counters.last_id, counters.last_position):
            values = {"last_id": tx.last_id, "last_position": tx.last_position}
            await session.execute(outbox.SAVE_COUNTERS, values)
        self._ended = True

    async def _prefetch(self, session: Session) -> Prefetched:
        """What the works will ask for, by its key; one that is alone is as well off asking for itself."""
        wanted: defaultdict[Keyed[Any], set[Key]] = defaultdict(set)
        for entry in self._works:
            for keyed, key in entry.prefetch:
                wanted[keyed].add(key)
        return {
            keyed: dict.fromkeys(keys)
            | {keyed.key_of(row): row for row in await session.rows(keyed.many, keyed.any_of(keys))}
            for keyed, keys in wanted.items()
            if len(keys) > 1
        }

    async def _stored(self, session: Session) -> bool:
        """Whether the run before was committed although nobody said so. Raises StorageAway where nothing tells."""
        if not self.recorded:
            raise StorageAway("The connection was lost at the commit")
        return await outbox.contains(session, self.recorded[-1])


async def _attempt(work: Work[Any], tx: Transaction, session: Session) -> Outcome:
    savepoint = await session.savepoint()
    before = (tx.last_id, tx.last_position, len(tx.recorded))
    try:
        result = await work(tx)
        await session.release(savepoint)
    except (StorageAway, Replay):
        raise
    except Exception as error:  # noqa: BLE001 - carried to whoever awaits this work
        await session.rollback_to(savepoint)
        tx.roll_back(before)
        return None, translated(error)
    return result, None


def translated(error: Exception) -> Exception:
    """The refusal that stands for a failure of the storage; any other error is what it is."""
    match error:
        case StorageAway():
            return Unavailable("The database cannot be reached")
        case ValueRefused():
            return Invalid("request", "A value is out of range, or holds characters that cannot be stored")
        case _:
            return error
