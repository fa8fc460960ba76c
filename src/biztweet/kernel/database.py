"""One company's database: reads, and writes that share a transaction.

Works that wait are run together (`batch.py`), and answered after the commit.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import structlog

from biztweet.kernel import outbox
from biztweet.kernel.batch import Batch, Entry, Outcome, translated
from biztweet.kernel.clock import Clock
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Prefetch, Transaction, Work
from biztweet.ports.sql import Engine, Replay, StorageAway, ValueRefused
from biztweet.ports.sql.statement import Query

R = TypeVar("R")
T = TypeVar("T")
log = structlog.get_logger()

_MAX_WORKS = 256
_WAITED_SECONDS = 1.0


class Database:
    """Reads and writes of one company. `on_commit` is told of each commit's events before any writer is answered.

    `position` is where the event log ended when this process wrote last.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.position = 0
        self.on_commit: Callable[[Sequence[Recorded]], None] = lambda _: None
        self._waiting: list[Entry] = []
        self._writing: asyncio.Task[None] | None = None
        self._closed = False

    async def rows(self, query: Query[R], **values: Any) -> list[R]:
        """Committed rows. Raises Unavailable, and Invalid for a value that no row can hold."""
        try:
            return await self.engine.rows(query, values)
        except (StorageAway, ValueRefused) as error:
            raise translated(error) from error

    async def one(self, query: Query[R], **values: Any) -> R | None:
        """The first committed row, or None. Raises as `rows`."""
        rows = await self.rows(query, **values)
        return rows[0] if rows else None

    async def lookup(self, query: Query[R], **values: Any) -> list[R]:
        """Committed rows of a keyed statement that reads only a few, at the lowest cost. Raises as `rows`."""
        try:
            return await self.engine.lookup(query, values)
        except (StorageAway, ValueRefused) as error:
            raise translated(error) from error

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
        self._waiting.append(Entry(work, prefetch, answer, time.monotonic()))
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
            batch = [entry for entry in self._waiting[:_MAX_WORKS] if not entry.answer.done()]
            del self._waiting[:_MAX_WORKS]
            if batch:
                await self._commit(batch)

    async def _commit(self, entries: list[Entry]) -> None:
        outcomes: list[Outcome] = [(None, Unavailable("The server is stopping"))] * len(entries)
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

    async def _outcomes(self, works: Sequence[Entry]) -> list[Outcome]:
        """What each work of a batch came to; when the batch as a whole failed, each of them did."""
        batch = Batch(works, self.clock)
        try:
            try:
                await self.engine.write(batch.run, savepoints=False)
            except Replay:
                batch = Batch(works, self.clock)
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
