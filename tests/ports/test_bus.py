"""The doorbell: rings of others are heard, a broker that goes and comes is met again, and closing never waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from biztweet.ports.bus import Bus
from biztweet.ports.bus.embedded import EmbeddedBus
from biztweet.ports.bus.redis import RedisBus
from tests.free_port import free_port
from tests.servers import RedisServer, running

pytestmark = pytest.mark.redis


class Ear:
    """What a bus has heard."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.count = 0
        self._rang = asyncio.Event()

    async def hears(self, position: int, seconds: float = 10) -> None:
        """Return once `position` has rung, and forget what rang until then."""
        async with asyncio.timeout(seconds):
            while position not in self.positions:
                self._rang.clear()
                await self._rang.wait()
        del self.positions[: self.positions.index(position) + 1]

    def __call__(self, position: int) -> None:
        self.positions.append(position)
        self.count += 1
        self._rang.set()


@asynccontextmanager
async def listening(bus: Bus) -> AsyncIterator[Ear]:
    ear = Ear()
    bus.listen(ear)
    run = asyncio.create_task(bus.run())
    try:
        yield ear
    finally:
        run.cancel()
        async with asyncio.timeout(10):
            [ended] = await asyncio.gather(run, return_exceptions=True)
            await bus.close()
        assert isinstance(ended, asyncio.CancelledError), "it runs until it is cancelled"


async def test_a_ring_is_heard_by_the_others_and_by_no_other_company(redis_url: str) -> None:
    async with (
        listening(RedisBus(redis_url, "one")) as ours,
        listening(RedisBus(redis_url, "two")) as others,
        listening(ringing := RedisBus(redis_url, "one")) as own,
    ):
        await asyncio.gather(*(ear.hears(0) for ear in (ours, others, own)))
        ringing.ring(7)
        await ours.hears(7)
        assert 7 not in others.positions


async def test_rings_that_pile_up_are_folded_into_the_last(redis_url: str) -> None:
    async with listening(RedisBus(redis_url, "one")) as ear, listening(ringing := RedisBus(redis_url, "one")):
        await ear.hears(0)
        for position in range(1, 501):
            ringing.ring(position)
        await ear.hears(500)
        assert ear.count < 100


async def test_a_broker_that_goes_and_comes_back_is_met_again_and_a_gap_is_told() -> None:
    with running(RedisServer()) as server:
        bus, ringing = RedisBus(server.url, "one"), RedisBus(server.url, "one")
        async with listening(bus) as ear, listening(ringing):
            await ear.hears(0)
            await asyncio.to_thread(server.stop, server.crash)
            for position in range(1, 100):
                ringing.ring(position)
            await asyncio.to_thread(server.start)
            await ear.hears(0, 20)
            ringing.ring(100)
            await ear.hears(100, 20)


async def test_a_bus_whose_broker_never_was_there_ends_when_it_is_told_to() -> None:
    async with listening(bus := RedisBus(f"redis://127.0.0.1:{free_port()}/0", "one")) as ear:
        bus.ring(1)
        await asyncio.sleep(0.05)
        assert ear.positions == []


async def test_running_ends_whenever_it_is_cancelled(redis_url: str) -> None:
    for number in range(60):
        bus = RedisBus(redis_url, "one")
        bus.ring(1)
        run = asyncio.create_task(bus.run())
        await asyncio.sleep(number * 0.0003)
        run.cancel()
        done, _ = await asyncio.wait({run}, timeout=5)
        assert done, f"cancelled after {number * 0.3} ms it went on"
        await bus.close()


async def test_the_embedded_bus_keeps_silent() -> None:
    async with listening(bus := EmbeddedBus()) as ear:
        bus.ring(1)
        await asyncio.sleep(0.01)
        assert ear.positions == []
