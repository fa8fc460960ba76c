"""Admission: as many requests at once as the cores can work on, a bounded queue, and a quick no to the rest."""

import asyncio
import os
import random
from collections import deque

import msgspec

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class AdmissionLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is worked on at once. Source of the two factors: GoToSocial's throttle."""

    executing: int = 8 * _CORES
    queued: int = 64 * _CORES
    patience_seconds: float = 5.0
    retry_after_seconds: tuple[int, int] = (1, 10)


class Full(Exception):
    """No room, or none in time; come back after so many seconds."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(retry_after_seconds)
        self.retry_after_seconds = retry_after_seconds


class Gate:
    """Lets a number in at once, others in the order in which they came."""

    def __init__(self, limits: AdmissionLimits) -> None:
        self._limits = limits
        self._free = limits.executing
        self._queue: deque[asyncio.Future[None]] = deque()

    def enter_now(self) -> bool:
        """Come in if there is room."""
        if self._free and not self._queue:
            self._free -= 1
            return True
        return False

    async def enter(self) -> None:
        """Come in when it is one's turn; raises Full, within milliseconds or when patience ends."""
        if len(self._queue) >= self._limits.queued:
            raise self._full()
        try:
            async with asyncio.timeout(self._limits.patience_seconds):
                await self._turn()
        except TimeoutError:
            raise self._full() from None

    async def come_back(self) -> None:
        """Come in again after a wait for the client: one who was let in once is not sent away."""
        if not self.enter_now():
            await self._turn()

    def leave(self) -> None:
        """Make room."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _full(self) -> Full:
        return Full(random.randint(*self._limits.retry_after_seconds))  # noqa: S311  # spreads clients, guards nothing

    async def _turn(self) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # it was our turn just now
            elif turn in self._queue:
                self._queue.remove(turn)
            raise
