"""Queue: what is done outside every transaction, as soon as it is due, by whichever process takes it first.

Whoever takes some puts it off for a while in the same transaction: a process that dies in between leaves it to the
others. So what waits may be done twice, but is never lost.
"""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import msgspec
import structlog

from biztweet.events import Event
from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query

log = structlog.get_logger()

_LOOK_SECONDS = 30.0  # what another process has taken and left is found without an event


class Waiting(Protocol):
    """A row that waits."""

    @property
    def id(self) -> int:
        """Its number."""


W = TypeVar("W", bound=Waiting)


class Queue(msgspec.Struct, Generic[W], frozen=True, kw_only=True):
    """Rows that wait, each until an instant of its own.

    `next_due` answers with the first of these instants, or NULL; `due` with at most `limit` rows that are due `now`;
    `hold` puts off those of `ids` until `due_at`. `together` are taken at once and held for `held` microseconds.
    An event of the type `fills` says that something was added.
    """

    name: str
    next_due: Query[int]
    due: Query[W]
    hold: Command
    together: int
    held: int
    fills: type[Event]


class Worker(ABC, Generic[W]):
    """Works through one company's queue, in one process."""

    def __init__(self, db: Database, queue: Queue[W]) -> None:
        self.queue = queue
        self._db = db
        self._woken = asyncio.Event()

    @abstractmethod
    async def do(self, taken: Sequence[W]) -> None:
        """Deal with some rows, and say of each what becomes of it: what is left as it is comes again."""

    def apply(self, recorded: Recorded) -> None:
        """Look at once when something was added."""
        if isinstance(recorded.event, self.queue.fills):
            self._woken.set()

    async def run(self) -> None:
        """Do all that is due, then sleep, until cancelled."""
        while True:
            self._woken.clear()
            try:
                while await self.turn():
                    pass
            except Exception as error:  # noqa: BLE001 - the next look tries again
                log.warning("queue_waits", queue=self.queue.name, error=repr(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(await self._sleep_seconds()):
                    await self._woken.wait()

    async def turn(self) -> int:
        """Do some of what is due; return how many were taken."""
        taken = await self.take()
        if taken:
            await self.do(taken)
        return len(taken)

    async def take(self) -> list[W]:
        """Some of what is due, which nobody else takes for a while."""
        queue = self.queue
        next_due = await self._db.one(queue.next_due)
        if next_due is None or next_due > self._db.clock():
            return []

        async def work(tx: Transaction) -> list[W]:
            due = await tx.rows(queue.due, now=tx.now, limit=queue.together)
            await tx.execute(queue.hold, ids=[each.id for each in due], due_at=tx.now + queue.held)
            return due

        return await self._db.write(work)

    async def _sleep_seconds(self) -> float:
        with contextlib.suppress(Exception):  # the database is away: look again later
            next_due = await self._db.one(self.queue.next_due)
            if next_due is not None:
                return min(_LOOK_SECONDS, max(1.0, (next_due - self._db.clock()) / SECOND))
        return _LOOK_SECONDS
