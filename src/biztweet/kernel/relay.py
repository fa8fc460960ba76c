"""Hands committed events on, in order.

Two ways to react. `follow`: in every process, right as the event becomes known here: caches first, then live streams.
`share`: once in the installation, see `kernel/shared_reactor.py`.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence

import structlog

from biztweet.kernel import outbox
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.shared_reactor import React, SharedReactor, Wants
from biztweet.kernel.tail import Tail
from biztweet.ports.bus import Bus

log = structlog.get_logger()

Apply = Callable[[Recorded], None]
Deliver = Callable[[Sequence[Recorded]], Awaitable[None]]

_POLL_SECONDS = 1.0
_BEHIND_SECONDS = 4.0
_BATCH = 500


class Relay:
    """This process's reader of the event log. `position`: the last event its caches know of."""

    def __init__(self, db: Database, bus: Bus) -> None:
        self.position = 0
        self._db = db
        self._bus = bus
        self._apply: list[Apply] = []
        self._live: list[tuple[Deliver, asyncio.Queue[Recorded]]] = []
        self._shared_reactors: list[SharedReactor] = []
        self._rung = asyncio.Event()
        self._asking: asyncio.Task[int] | None = None
        self._next_asking: asyncio.Task[int] | None = None
        self._awaited: list[tuple[int, asyncio.Future[None]]] = []
        self._tail = Tail()

    def follow(self, apply: Apply) -> None:
        """`apply` sees each event in every process, at once and without awaiting: for caches."""
        self._apply.append(apply)

    def follow_live(self, deliver: Deliver) -> None:
        """`deliver` sees the events in every process, in order, in batches of what has arrived: for streams."""
        self._live.append((deliver, asyncio.Queue()))

    def share(self, name: str, react: React, wants: Wants, *, gather_seconds: float = 0) -> None:
        """`react` deals with the events that it `wants`, once in the installation, some of them in a transaction.

        With `gather_seconds` it does so for what came in such a time together.
        """
        self._shared_reactors.append(SharedReactor(name, react, wants, self._db, self._after, gather_seconds))

    @property
    def shared(self) -> list[str]:
        """The names of all that react once in the installation."""
        return [reactor.name for reactor in self._shared_reactors]

    async def start(self) -> None:
        """Begin at the end of the log; what is already stored is read, not told."""
        [counters] = await self._db.rows(outbox.READ_COUNTERS)
        self.position = counters.last_position
        self._db.on_commit = self._committed
        self._bus.listen(self._heard)

    async def run(self) -> None:
        """Hand on events until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._catch_up_for_ever(), name="relay")
            for deliver, queue in self._live:
                tasks.create_task(_deliver_for_ever(deliver, queue), name="relay live")
            for reactor in self._shared_reactors:
                tasks.create_task(reactor.run(), name=f"relay {reactor.name}")

    async def barrier(self) -> None:
        """Return once this process knows of every event committed, anywhere, before the call. Raises Unavailable.

        On SQLite this process is the one that writes, and almost always does; else one question serves all who wait.
        """
        if self._db.engine.dialect == "sqlite":
            await self.written()
            return
        if self._next_asking is None:
            self._next_asking = asyncio.create_task(self._committed_position(self._asking))
        await self.wait_for(await asyncio.shield(self._next_asking))

    async def written(self) -> None:
        """Return once this process knows of every event that its own writes have met or made. Raises Unavailable.

        It asks nobody, and is enough before an answer that shows what its own request has done: what was committed
        before that began, the request has met already.
        """
        if self.position < self._db.position:
            await self.wait_for(self._db.position)

    async def wait_for(self, position: int) -> None:
        """Return once the caches of this process know of the event at `position`. Raises Unavailable."""
        if self.position >= position:
            return
        self._rung.set()
        awaited = position, asyncio.get_running_loop().create_future()
        self._awaited.append(awaited)
        try:
            async with asyncio.timeout(_BEHIND_SECONDS):
                await awaited[1]
        except TimeoutError as behind:
            raise Unavailable("This server does not keep up with what happens") from behind
        finally:
            self._awaited.remove(awaited)

    async def delivered(self) -> None:
        """Return once everything known here has been told to live reactors."""
        for _, queue in self._live:
            await queue.join()

    async def _committed_position(self, under_way: asyncio.Task[int] | None) -> int:
        """Ask where the log ends; who comes while the question before this one is under way shares this one."""
        if under_way is not None:
            await asyncio.wait([under_way])
        self._asking, self._next_asking = self._next_asking, None
        [counters] = await self._db.rows(outbox.READ_COUNTERS)
        return counters.last_position

    def _heard(self, position: int) -> None:
        """The log has grown to `position`, or 0: nobody knows how far. Our own rings come back to us as well."""
        if not position or position > self.position:
            self._rung.set()

    async def _after(self, position: int, limit: int) -> Sequence[Recorded]:
        """The next events for whoever reacts once: mostly just handed on here, else read from the log."""
        known = self._tail.after(position, limit)
        return await outbox.events_after(self._db.engine, position, limit) if known is None else known

    def _committed(self, recorded: Sequence[Recorded]) -> None:
        """Our own writer's events; known here before the writer is answered, unless others' came in between."""
        if not recorded:
            return
        if recorded[0].position == self.position + 1:
            self._hand_on(recorded)
        else:
            self._rung.set()
        for reactor in self._shared_reactors:
            reactor.ring(recorded)
        self._bus.ring(recorded[-1].position)

    async def _catch_up_for_ever(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._rung.wait()
            self._rung.clear()
            try:
                while events := await outbox.events_after(self._db.engine, self.position, _BATCH):
                    self._hand_on([event for event in events if event.position > self.position])
                    for reactor in self._shared_reactors:
                        reactor.ring(events)
            except Exception as error:  # noqa: BLE001 - the log stays where it is; the next turn reads it again
                log.warning("relay_waits", error=repr(error))

    def _hand_on(self, recorded: Sequence[Recorded]) -> None:
        for event in recorded:
            for apply in self._apply:
                try:
                    apply(event)
                except Exception:  # the others, the streams and the writer must not suffer for it
                    log.exception("event_not_applied", position=event.position)
            for _, queue in self._live:
                queue.put_nowait(event)
            self.position = event.position
        if recorded:
            self._tail.add(recorded)
        for position, reached in self._awaited:
            if position <= self.position and not reached.done():
                reached.set_result(None)


async def _deliver_for_ever(deliver: Deliver, queue: asyncio.Queue[Recorded]) -> None:
    while True:
        batch = [await queue.get()]
        while not queue.empty():
            batch.append(queue.get_nowait())
        try:
            await deliver(batch)
        except Exception:
            log.exception("live_events_failed", positions=[event.position for event in batch])
        for _ in batch:
            queue.task_done()
