"""Does what is due at its very instant, in whichever process comes first.

Each process sleeps until the next thing is due; what it then does stands in a transaction that finds nothing left to
do when another process was faster, so a crash loses nothing and nothing is done twice.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.ports.sql.statement import Query

Ring = Callable[[Database], Awaitable[None]]

log = structlog.get_logger()

_MAX_SLEEP_SECONDS = 30.0  # clocks are set, and other processes' events may come late
_RETRY_SECONDS = 1.0


class Alarm:
    """One company's clock-driven doings: each a query for the next instant, and what to do then."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._bells: list[tuple[str, Query[int], Ring]] = []
        self._woken = asyncio.Event()

    def set(self, name: str, next_at: Query[int], ring: Ring) -> None:
        """`ring` does some of what is due; `next_at` answers with the next instant, in microseconds, or NULL."""
        self._bells.append((name, next_at, ring))

    def apply(self, recorded: Recorded) -> None:
        """Look again when an event says that something is due at some instant."""
        if getattr(recorded.event, "due_at", None) is not None:
            self._woken.set()

    async def run(self) -> None:
        """Do all that is due, then sleep, until cancelled."""
        while True:
            self._woken.clear()
            seconds = await self.ring()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    async def ring(self) -> float:
        """Do all that is due now; return how many seconds may pass until the next look."""
        return min([_MAX_SLEEP_SECONDS, *[await self._ring(*bell) for bell in self._bells]])

    async def _ring(self, name: str, next_at: Query[int], ring: Ring) -> float:
        try:
            done: int | None = None
            while (instant := await self._db.one(next_at)) is not None:
                now = self._db.clock()
                if instant > now:
                    return (instant - now) / SECOND
                if instant == done:
                    return _RETRY_SECONDS  # it is still there: not again without a breath
                done = instant
                await ring(self._db)
        except Exception as error:  # noqa: BLE001 - the next look tries again
            log.warning("alarm_waits", name=name, error=repr(error))
            return _RETRY_SECONDS
        return _MAX_SLEEP_SECONDS
