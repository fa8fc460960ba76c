"""Chores: done every so often, once in the installation, whatever becomes of one of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from biztweet.kernel import chores as chores_module
from biztweet.kernel.chores import Chores
from biztweet.kernel.clock import DAY, SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.opening import open_engine
from biztweet.settings import Settings
from tests.clocks import FakeClock


@asynccontextmanager
async def process(settings: Settings, clock: FakeClock) -> AsyncIterator[Chores]:
    """A process of its own, without chores."""
    db = Database(await open_engine(settings), clock)
    try:
        yield Chores(db)
    finally:
        await db.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def test_a_chore_is_done_at_once_and_then_when_its_time_has_come(
    any_settings: Settings, clock: FakeClock
) -> None:
    done: list[int] = []

    async def sweep() -> None:
        done.append(clock.now)

    async with process(any_settings, clock) as chores:
        chores.every(60, "sweep", sweep)
        assert await chores.turn() == ["sweep"]
        clock.now += 59 * SECOND
        assert await chores.turn() == []
        clock.now += SECOND
        assert await chores.turn() == ["sweep"]
        assert len(done) == 2


async def test_of_several_processes_one_does_it(any_settings: Settings, clock: FakeClock) -> None:
    done: list[str] = []

    def sweeper(name: str) -> chores_module.Do:
        async def sweep() -> None:
            done.append(name)

        return sweep

    async with process(any_settings, clock) as one, process(any_settings, clock) as other:
        one.every(60, "sweep", sweeper("one"))
        other.every(60, "sweep", sweeper("other"))
        for _ in range(3):
            turns = await asyncio.gather(one.turn(), other.turn())
            assert sorted(turns) == [[], ["sweep"]]
            clock.now += 60 * SECOND
        assert len(done) == 3


async def test_one_that_fails_is_done_again_next_time_and_holds_up_no_other(
    any_settings: Settings, clock: FakeClock
) -> None:
    tried: list[str] = []

    async def broken() -> None:
        tried.append("broken")
        raise RuntimeError("out of order")

    async def sound() -> None:
        tried.append("sound")

    async with process(any_settings, clock) as chores:
        chores.every(60, "broken", broken)
        chores.every(60, "sound", sound)
        await chores.turn()
        clock.now += 60 * SECOND
        await chores.turn()
    assert tried == ["broken", "sound"] * 2


async def test_a_clock_that_goes_back_keeps_nothing_waiting(any_settings: Settings, clock: FakeClock) -> None:
    async def sweep() -> None:
        pass

    async with process(any_settings, clock) as chores:
        chores.every(60, "sweep", sweep)
        clock.now += 400 * DAY
        assert await chores.turn() == ["sweep"]
        clock.now -= 400 * DAY
        assert await chores.turn() == ["sweep"]
        assert await chores.turn() == []


async def test_it_goes_on_when_the_database_was_away(
    any_settings: Settings, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores_module, "LOOK_SECONDS", 0.001)
    done = asyncio.Event()

    async def sweep() -> None:
        done.set()

    async with process(any_settings, clock) as chores:
        chores.every(60, "sweep", sweep)
        rows, failures = chores._db.rows, [Unavailable("away")] * 2

        async def flaky(*args: object, **values: object) -> object:
            if failures:
                raise failures.pop()
            return await rows(*args, **values)  # type: ignore[arg-type] # whatever the query's type

        monkeypatch.setattr(chores._db, "rows", flaky)
        running = asyncio.create_task(chores.run())
        async with asyncio.timeout(10):
            await done.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert failures == []
