"""Shared reactor: one that works once in the installation, at least once per event.

What it writes stands in one transaction with its cursor, so a crash between the two cannot happen.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from itertools import takewhile

import sqlalchemy as sa
import structlog

from biztweet.events import AnyEvent, Unknown
from biztweet.kernel.clock import HOUR
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.tables import cursors, dead_letters
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip

log = structlog.get_logger()

React = Callable[[Transaction, Sequence[Recorded]], Awaitable[None]]
Wants = Callable[[AnyEvent], bool]
Read = Callable[[int, int], Awaitable[Sequence[Recorded]]]

_POLL_SECONDS = 1.0
RETRY_SECONDS = 0.05
_TOGETHER = 100
_ATTEMPTS = 5
_LEFT_FOR = HOUR

_CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == sa.bindparam("reactor")))
_MOVE = Command(insert_or_replace(cursors, ["reactor"]))
COUNT_PARKED = Query(int, sa.select(sa.func.count()).select_from(dead_letters))
_PARK = Command(insert_or_skip(dead_letters))


def each(react: Callable[[Transaction, Recorded], Awaitable[None]]) -> React:
    """A reactor that deals with its events one after the other."""

    async def one_by_one(tx: Transaction, events: Sequence[Recorded]) -> None:
        for event in events:
            await react(tx, event)

    return one_by_one


class SharedReactor:
    """One reactor that works once in the installation: whoever moves its cursor first has done the events.

    `read` answers with the events after a position, at most so many.

    It reacts at once after a quiet moment, and then gathers what comes for `gather_seconds`, where a turn costs much
    however little it deals with. What it does not want wakes it not and costs no transaction of its own: the cursor
    follows once a second, and whoever starts from an older one passes over the same again. At an event that only a
    newer version knows it stops: the processes that run that version go on from there, and only if none has within an
    hour is the event passed over.
    """

    def __init__(
        self, name: str, react: React, wants: Wants, db: Database, read: Read, gather_seconds: float = 0
    ) -> None:
        self.name = name
        self.rung = asyncio.Event()
        self._read = read
        self._react = react
        self._wants = wants
        self._db = db
        self._gather_seconds = gather_seconds
        self._cursor: int | None = None  # the cursor, as far as is known here
        self._passed = 0  # up to here nothing is left to be done
        self._follows_at = 0.0

    def ring(self, recorded: Sequence[Recorded]) -> None:
        """Read on in the log now, if any of this is wanted: else that has time until the next second."""
        try:
            wanted = any(self._wants(event.event) for event in recorded)
        except Exception:  # noqa: BLE001 - the turn will meet it again and tell; who has committed must not suffer
            wanted = True
        if wanted:
            self.rung.set()

    async def run(self) -> None:
        """React until cancelled."""
        while True:
            self.rung.clear()
            try:
                await self._drain()
            except Exception as error:  # noqa: BLE001 - the cursor stays where it is; the next turn tries again
                log.warning("reactor_waits", reactor=self.name, error=repr(error))
            await asyncio.sleep(self._gather_seconds)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self.rung.wait()

    async def _drain(self) -> None:
        if self._cursor is None:
            self._passed = self._cursor = await self._db.one(_CURSOR, reactor=self.name) or 0
        while events := await self._read(self._passed, _TOGETHER):
            known = self._known(events)
            if wanted := [event for event in known if self._wants(event.event)]:
                self._passed = self._cursor = await self._react_to(wanted, self._cursor, known[-1].position)
            elif known:
                self._passed = known[-1].position
            if len(known) < len(events):
                self._cursor = None  # a newer version's process moves it: look it up next time
                return
            if len(events) < _TOGETHER and self._passed >= events[-1].position:
                break  # what has come since rings for another turn
        now = asyncio.get_running_loop().time()
        if self._passed > self._cursor and now >= self._follows_at:
            self._follows_at = now + _POLL_SECONDS
            self._cursor = await self._move(self._cursor, self._passed)

    def _known(self, events: Sequence[Recorded]) -> Sequence[Recorded]:
        """The events before the first that is left to a newer version."""
        before = self._db.clock() - _LEFT_FOR
        return list(takewhile(lambda event: not isinstance(event.event, Unknown) or event.created_at < before, events))

    async def _react_to(self, wanted: Sequence[Recorded], position: int, to: int) -> int:
        """React to all in one transaction, or one by one if that fails; return where the cursor stands."""
        try:
            return await self._move(position, to, wanted)
        except Unavailable:
            raise
        except Exception:
            log.exception("reactor_failed", reactor=self.name, positions=[event.position for event in wanted])
        for event in wanted:
            if event.position > position:  # else another process was faster
                position = await self._handle(event, position)
                if position < event.position:
                    break  # another process is at work before it: read again from there
        return position

    async def _handle(self, event: Recorded, position: int) -> int:
        """Deal with one event by itself; after some tries it is parked for an administrator to see."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._move(position, event.position, [event])
            except Unavailable:
                raise
            except Exception as error:
                log.exception("reactor_failed", reactor=self.name, position=event.position, attempt=attempt)
                failure = repr(error)
                await asyncio.sleep(RETRY_SECONDS * 2**attempt)
        return await self._move(position, event.position, parked=failure)

    async def _move(self, position: int, to: int, events: Sequence[Recorded] = (), *, parked: str | None = None) -> int:
        """React to `events` and move the cursor from `position`, unless another process has; return where it stands."""

        async def work(tx: Transaction) -> int:
            cursor = await tx.one(_CURSOR, reactor=self.name) or 0
            if cursor != position:
                return cursor
            if events:
                await self._react(tx, events)
            if parked is not None:
                await tx.execute(_PARK, reactor=self.name, position=to, error=parked, created_at=tx.now)
            await tx.execute(_MOVE, reactor=self.name, position=to)
            return to

        return await self._db.write(work)
