"""One company's database: reads, and writes that share a transaction.

Works that wait are run one after the other in one transaction, each behind its own savepoint, and answered after the
commit: many posts share one flush to disk, and one failure harms nobody else.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

import msgspec
import structlog

from biztweet.events import AnyEvent
from biztweet.kernel import outbox
from biztweet.kernel.clock import Clock
from biztweet.kernel.errors import Invalid, Unavailable
from biztweet.kernel.ids import next_id
from biztweet.kernel.outbox import Counters, Recorded
from biztweet.ports.sql import Engine, Replay, Session, StorageAway, ValueRefused
from biztweet.ports.sql.keyed import Key, Keyed
from biztweet.ports.sql.statement import Command, Query

R = TypeVar("R")
T = TypeVar("T")
Work = Callable[["Transaction"], Awaitable[T]]
_Outcome = tuple[Any, BaseException | None]
Prefetch = tuple[Keyed[Any], Key]
_Prefetched = dict[Keyed[Any], dict[Key, Any]]


class _Entry(NamedTuple):
    """A work that waits; what it will read by its key; who waits for it, and since when."""

    work: Work[Any]
    prefetch: Sequence[Prefetch]
    answer: asyncio.Future[Any]
    asked_at: float


log = structlog.get_logger()

_BATCH = 256
_WAITED_SECONDS = 1.0


class Transaction:
    """What a work may do: read and write, take ids, tell of events. `now` is the batch's instant, in microseconds."""

    def __init__(self, session: Session, counters: Counters, now: int, prefetched: _Prefetched | None = None) -> None:
        self._session = session
        self._prefetched = prefetched or {}
        self.now = now
        self.last_id = counters.last_id
        self.last_position = counters.last_position
        self.recorded: list[Recorded] = []

    async def rows(self, query: Query[R], **values: Any) -> list[R]:
        """Rows as this transaction sees them, its own writes included."""
        if self._prefetched and query.writes:
            self._forget(query)
        return await self._session.rows(query, values)

    async def one(self, query: Query[R], **values: Any) -> R | None:
        """The first row, or None."""
        rows = await self.rows(query, **values)
        return rows[0] if rows else None

    async def by_key(self, keyed: Keyed[R], *key: Any) -> R | None:
        """A row by its key, or None; where it was prefetched, and nothing has changed it since, it is known already."""
        known = self._prefetched.get(keyed, {})
        if key in known:
            return cast("R | None", known[key])
        query, values = keyed.one(key)
        return await self.one(query, **values)

    async def execute(self, command: Command, **values: Any) -> None:
        """Run a statement whose answer nobody needs."""
        if self._prefetched:
            self._forget(command)
        await self._session.execute(command, values)

    async def add(self, keyed: Keyed[R], command: Command, row: R) -> None:
        """Run the insert of a new row, which the batch's later works then know of without asking."""
        known = self._prefetched.pop(keyed, {})
        await self.execute(command, **msgspec.structs.asdict(cast("msgspec.Struct", row)))
        if known:
            self._prefetched[keyed] = known | {keyed.key_of(row): row}

    def new_id(self) -> int:
        """The next snowflake: larger than every id a reader can have seen."""
        self.last_id = next_id(self.last_id, self.now)
        return self.last_id

    async def emit(self, event: AnyEvent, made: object = None) -> int:
        """Store an event with the change it tells of; return its position. `made` spares our caches a read."""
        self.last_position += 1
        recorded = Recorded(self.last_position, event, self.now, made)
        self.recorded.append(recorded)
        await self._session.execute(outbox.APPEND, outbox.row(recorded))
        return self.last_position

    def roll_back(self, before: tuple[int, int, int]) -> None:
        """Be as `before`; what was prefetched is asked for anew, since some of it may have been added after that."""
        self.last_id, self.last_position, events = before
        del self.recorded[events:]
        self._prefetched.clear()

    def _forget(self, command: Command) -> None:
        """Forget what was prefetched of rows that a statement may change."""
        for keyed in [keyed for keyed in self._prefetched if keyed.many.depends_on(command)]:
            del self._prefetched[keyed]


class Database:
    """Reads and writes of one company. `on_commit` is told of each commit's events before any writer is answered.

    `position` is where the event log ended when this process wrote last.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.position = 0
        self.on_commit: Callable[[Sequence[Recorded]], None] = lambda _: None
        self._waiting: list[_Entry] = []
        self._writing: asyncio.Task[None] | None = None
        self._closed = False

    async def rows(self, query: Query[R], **values: Any) -> list[R]:
        """Committed rows. Raises Unavailable, and Invalid for a value that no row can hold."""
        try:
            return await self.engine.rows(query, values)
        except (StorageAway, ValueRefused) as error:
            raise _translated(error) from error

    async def one(self, query: Query[R], **values: Any) -> R | None:
        """The first committed row, or None. Raises as `rows`."""
        rows = await self.rows(query, **values)
        return rows[0] if rows else None

    async def lookup(self, query: Query[R], **values: Any) -> list[R]:
        """Committed rows of a keyed statement that reads only a few, at the lowest cost. Raises as `rows`."""
        try:
            return await self.engine.lookup(query, values)
        except (StorageAway, ValueRefused) as error:
            raise _translated(error) from error

    async def write(self, work: Work[T], *, prefetch: Sequence[Prefetch] = ()) -> T:
        """Run `work` in a transaction; what it returns is durable. `work` awaits only `tx`, and may be run again.

        `prefetch` are rows that it will ask for by their keys, which no database refuses: those of all works of a batch
        are read in one go.

        Raises whatever `work` raises, and Invalid for a value that no row can hold: then nothing it did is stored.
        Raises Unavailable: then nobody knows, and the same may be asked for again.
        """
        if self._closed:
            raise Unavailable("The server is stopping")
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Entry(work, prefetch, answer, time.monotonic()))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_waiting(), name="database writer")
        return await answer

    async def close(self) -> None:
        """Let the works under way end, then close the engine; who comes later is told that it is Unavailable."""
        self._closed = True
        if self._writing is not None:
            await asyncio.wait([self._writing])
        await self.engine.close()

    async def _write_waiting(self) -> None:
        while self._waiting:
            batch = [entry for entry in self._waiting[:_BATCH] if not entry.answer.done()]
            del self._waiting[:_BATCH]
            if batch:
                await self._commit(batch)

    async def _commit(self, entries: list[_Entry]) -> None:
        outcomes: list[_Outcome] = [(None, Unavailable("The server is stopping"))] * len(entries)
        try:
            outcomes = await self._outcomes(entries)
        finally:  # nobody waits for ever, whatever became of the batch
            for entry, (result, error) in zip(entries, outcomes, strict=True):
                answer = entry.answer
                if answer.done():
                    continue
                if error is None:
                    answer.set_result(result)
                else:
                    answer.set_exception(error)

    async def _outcomes(self, works: Sequence[_Entry]) -> list[_Outcome]:
        """What each work of a batch came to; when the batch as a whole failed, each of them did."""
        batch = _Batch(works, self.clock)
        try:
            try:
                await self.engine.write(batch.run, savepoints=False)
            except Replay:
                batch = _Batch(works, self.clock)
                await self.engine.write(batch.run, savepoints=True)
        except StorageAway as away:
            log.warning("batch_not_stored", works=len(works), error=str(away))
            self._refuse_who_waited()
            return [(None, Unavailable("The database cannot be written to now"))] * len(works)
        except Exception as failure:  # noqa: BLE001 - carried to whoever awaits a work of the batch
            return [(None, failure)] * len(works)
        self.position = batch.position
        self.on_commit(batch.recorded)
        return batch.outcomes

    def _refuse_who_waited(self) -> None:
        """Who has waited while the storage was found to be away need not wait for another try."""
        since = time.monotonic() - _WAITED_SECONDS
        for entry in self._waiting:
            if entry.asked_at <= since and not entry.answer.done():
                entry.answer.set_exception(Unavailable("The database cannot be written to now"))


async def begin_epoch(db: Database) -> None:
    """Make all positions known so far mean nothing: after a restore the same numbers will stand for other events."""

    async def work(tx: Transaction) -> None:
        await tx.execute(outbox.BEGIN_EPOCH, epoch=tx.now)

    await db.write(work)


class _Batch:
    """Some works, run in one transaction; may be run again from the start, and does nothing once it is stored."""

    def __init__(self, works: Sequence[_Entry], clock: Clock) -> None:
        self._works = works
        self._clock = clock
        self._ended = False
        self.outcomes: list[_Outcome] = []
        self.recorded: list[Recorded] = []
        self.position = 0

    async def run(self, session: Session) -> None:
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

    async def _prefetch(self, session: Session) -> _Prefetched:
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
        return await outbox.stands(session, self.recorded[-1])


async def _attempt(work: Work[Any], tx: Transaction, session: Session) -> _Outcome:
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
        return None, _translated(error)
    return result, None


def _translated(error: Exception) -> Exception:
    """The refusal that stands for a failure of the storage; any other error is what it is."""
    match error:
        case StorageAway():
            return Unavailable("The database cannot be reached")
        case ValueRefused():
            return Invalid("request", "A value is out of range, or holds characters that cannot be stored")
        case _:
            return error
