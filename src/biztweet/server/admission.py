"""Admission: as many requests at once as the cores can work on, a bounded queue, and a quick no to the rest."""

import asyncio
import os
import random
from collections import deque
from collections.abc import Container

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from biztweet.server.answers import send_error

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class AdmissionLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is worked on at once. Source of the two factors: GoToSocial's throttle."""

    executing: int = 8 * _CORES
    queued: int = 64 * _CORES
    patience_seconds: float = 5.0
    retry_after_seconds: tuple[int, int] = (1, 10)


class Full(Exception):
    """No room, or none in time."""


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
        """Come in when it is one's turn; raises Full."""
        if len(self._queue) >= self._limits.queued:
            raise Full
        try:
            async with asyncio.timeout(self._limits.patience_seconds):
                await self._turn()
        except TimeoutError:
            raise Full from None

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


class Admission:
    """ASGI middleware: a request takes a place until its answer begins; open streams and downloads take none.

    Nor does one that waits for the rest of its body, so that slow clients keep nobody out. `exempt` paths (health) need
    no place.
    """

    def __init__(self, app: ASGIApp, limits: AdmissionLimits, exempt: Container[str] = ()) -> None:
        self._app = app
        self._limits = limits
        self._exempt = exempt
        self._gate = Gate(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it within milliseconds."""
        if scope["type"] == "lifespan" or scope["path"] in self._exempt:
            await self._app(scope, receive, send)
            return
        if not self._gate.enter_now():
            try:
                await self._gate.enter()
            except Full:
                await self._refuse(scope, send)
                return
        visit = _Visit(self._gate, receive, send)
        try:
            await self._app(scope, visit.receive, visit.send)
        finally:
            visit.leave()

    async def _refuse(self, scope: Scope, send: Send) -> None:
        seconds = random.randint(*self._limits.retry_after_seconds)  # noqa: S311  # spreads clients, guards nothing
        await send_error(scope, send, 503, "The server is busy", [(b"retry-after", b"%d" % seconds)])


class _Visit:
    """One request's place."""

    __slots__ = ("_body_is_here", "_gate", "_inside", "_receive", "_send")

    def __init__(self, gate: Gate, receive: Receive, send: Send) -> None:
        self._gate = gate
        self._receive = receive
        self._send = send
        self._inside = True
        self._body_is_here = False

    def leave(self) -> None:
        """Give up the place, if there still is one."""
        if self._inside:
            self._inside = False
            self._gate.leave()

    async def receive(self) -> Message:
        """Wait for the client without a place."""
        if not self._inside or self._body_is_here:
            return await self._receive()
        self.leave()
        message = await self._receive()
        self._body_is_here = not message.get("more_body", False)
        await self._gate.come_back()
        self._inside = True
        return message

    async def send(self, message: Message) -> None:
        """The answer begins: the work is done."""
        self.leave()
        await self._send(message)
