"""Hands committed events on, in order.

Two ways to react. `follow`: in every process, right as the event becomes known here: caches first, then live streams.
`share`: once in the installation, at least once per event; what such a reactor writes stands in one transaction with
its cursor, so a crash between the two cannot happen.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence

import sqlalchemy as sa
import structlog

from biztweet.events import AnyEvent
from biztweet.kernel import outbox
from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.tables import cursors, dead_letters
from biztweet.ports.bus import Bus
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip

log = structlog.get_logger()

Apply = Callable[[Recorded], None]
Tell = Callable[[Sequence[Recorded]], Awaitable[None]]
React = Callable[[Transaction, Recorded], Awaitable[None]]
Wants = Callable[[AnyEvent], bool]

POLL_SECONDS = 1.0
RETRY_SECONDS = 0.05
_BEHIND_SECONDS = 4.0
_BATCH = 500
_TOGETHER = 50
_ATTEMPTS = 5

_CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == sa.bindparam("reactor")))
_MOVE = Command(insert_or_replace(cursors, ["reactor"]))
COUNT_PARKED = Query(int, sa.select(sa.func.count()).select_from(dead_letters))
_PARK = Command(insert_or_skip(dead_letters))


class Relay:
    """This process's reader of the event log. `position`: the last event its caches know of."""

    def __init__(self, db: Database, bus: Bus) -> None:
        self.position = 0
        self._db = db
        self._bus = bus
        self._apply: list[Apply] = []
        self._tell: list[tuple[Tell, asyncio.Queue[Recorded]]] = []
        self._shares: list[_Share] = []
        self._rung = asyncio.Event()
        self._asking: asyncio.Task[int] | None = None
        self._next_asking: asyncio.Task[int] | None = None
        self._arrived = asyncio.Condition()
        self._announcing: set[asyncio.Task[None]] = set()
        self._ours = 0  # the last event that this process has committed

    def follow(self, apply: Apply) -> None:
        """`apply` sees each event in every process, at once and without awaiting: for caches."""
        self._apply.append(apply)

    def follow_live(self, tell: Tell) -> None:
        """`tell` sees the events in every process, in order, in batches of what has arrived: for streams."""
        self._tell.append((tell, asyncio.Queue()))

    def share(self, name: str, react: React, wants: Wants) -> None:
        """`react` deals with each event that it `wants`, once in the installation, in a transaction."""
        self._shares.append(_Share(name, react, wants, self._db))

    async def start(self) -> None:
        """Begin at the end of the log; what is already stored is read, not told."""
        [counters] = await self._db.rows(outbox.READ_COUNTERS)
        self.position = counters.last_position
        self._db.on_commit = self._committed
        self._bus.listen(lambda _: self._rung.set())

    async def run(self) -> None:
        """Hand on events until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._catch_up_for_ever(), name="relay")
            for tell, queue in self._tell:
                tasks.create_task(_tell_for_ever(tell, queue), name="relay live")
            for share in self._shares:
                tasks.create_task(share.run(), name=f"relay {share.name}")

    async def barrier(self) -> None:
        """Return once this process knows of every event committed, anywhere, before the call. Raises Unavailable.

        On SQLite this process is the one that writes, and almost always does; else one question serves all who wait.
        """
        if self._db.engine.dialect == "sqlite":
            await self.wait_for(self._ours)
            return
        if self._next_asking is None:
            self._next_asking = asyncio.create_task(self._committed_position(self._asking))
        await self.wait_for(await asyncio.shield(self._next_asking))

    async def wait_for(self, position: int) -> None:
        """Return once the caches of this process know of the event at `position`. Raises Unavailable."""
        if self.position >= position:
            return
        self._rung.set()
        try:
            async with asyncio.timeout(_BEHIND_SECONDS), self._arrived:
                await self._arrived.wait_for(lambda: self.position >= position)
        except TimeoutError as behind:
            raise Unavailable("This server does not keep up with what happens") from behind

    async def told(self) -> None:
        """Return once everything known here has been told to live reactors."""
        for _, queue in self._tell:
            await queue.join()

    async def _committed_position(self, under_way: asyncio.Task[int] | None) -> int:
        """Ask where the log ends; who comes while the question before this one is under way shares this one."""
        if under_way is not None:
            await asyncio.wait([under_way])
        self._asking, self._next_asking = self._next_asking, None
        [counters] = await self._db.rows(outbox.READ_COUNTERS)
        return counters.last_position

    def _committed(self, recorded: Sequence[Recorded]) -> None:
        """Our own writer's events; known here before the writer is answered, unless others' came in between."""
        if not recorded:
            return
        self._ours = recorded[-1].position
        if recorded[0].position == self.position + 1:
            self._hand_on(recorded)
        else:
            self._rung.set()
        for share in self._shares:
            share.rung.set()
        self._bus.ring(recorded[-1].position)

    async def _catch_up_for_ever(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._rung.wait()
            self._rung.clear()
            try:
                while events := await outbox.events_after(self._db.engine, self.position, _BATCH):
                    self._hand_on([event for event in events if event.position > self.position])
                    for share in self._shares:
                        share.rung.set()
            except Exception as error:  # noqa: BLE001 - the log stays where it is; the next turn reads it again
                log.warning("relay_waits", error=repr(error))

    def _hand_on(self, recorded: Sequence[Recorded]) -> None:
        for event in recorded:
            for apply in self._apply:
                try:
                    apply(event)
                except Exception:  # the others, the streams and the writer must not suffer for it
                    log.exception("event_not_applied", position=event.position)
            for _, queue in self._tell:
                queue.put_nowait(event)
            self.position = event.position
        if recorded:
            announcing = asyncio.create_task(self._announce(), name="relay announces")
            self._announcing.add(announcing)
            announcing.add_done_callback(self._announcing.discard)

    async def _announce(self) -> None:
        async with self._arrived:
            self._arrived.notify_all()


async def _tell_for_ever(tell: Tell, queue: asyncio.Queue[Recorded]) -> None:
    while True:
        batch = [await queue.get()]
        while not queue.empty():
            batch.append(queue.get_nowait())
        try:
            await tell(batch)
        except Exception:
            log.exception("live_events_failed", positions=[event.position for event in batch])
        for _ in batch:
            queue.task_done()


class _Share:
    """One reactor that works once in the installation: whoever moves its cursor first has done the event.

    What it does not want costs no transaction of its own: the cursor follows once a second, and whoever starts from an
    older one passes over the same again.
    """

    def __init__(self, name: str, react: React, wants: Wants, db: Database) -> None:
        self.name = name
        self.rung = asyncio.Event()
        self._react = react
        self._wants = wants
        self._db = db
        self._stands: int | None = None  # the cursor, as far as is known here
        self._passed = 0  # up to here nothing is left to be done
        self._follows_at = 0.0

    async def run(self) -> None:
        while True:
            self.rung.clear()
            try:
                await self._drain()
            except Exception as error:  # noqa: BLE001 - the cursor stays where it is; the next turn tries again
                log.warning("reactor_waits", reactor=self.name, error=repr(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self.rung.wait()

    async def _drain(self) -> None:
        if self._stands is None:
            self._passed = self._stands = await self._db.one(_CURSOR, reactor=self.name) or 0
        while events := await outbox.events_after(self._db.engine, self._passed, _TOGETHER):
            if wanted := [event for event in events if self._wants(event.event)]:
                self._passed = self._stands = await self._react_to(wanted, self._stands, events[-1].position)
            else:
                self._passed = events[-1].position
        now = asyncio.get_running_loop().time()
        if self._passed > self._stands and now >= self._follows_at:
            self._follows_at = now + POLL_SECONDS
            self._stands = await self._move(self._stands, self._passed)

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
            stands = await tx.one(_CURSOR, reactor=self.name) or 0
            if stands != position:
                return stands
            for event in events:
                await self._react(tx, event)
            if parked is not None:
                await tx.execute(_PARK, reactor=self.name, position=to, error=parked, created_at=tx.now)
            await tx.execute(_MOVE, reactor=self.name, position=to)
            return to

        return await self._db.write(work)
