"""The event log's old end: cut off after a week, never before everybody has dealt with it, never to the last event."""

from collections.abc import AsyncIterator

import pytest

from biztweet.company import Company
from biztweet.events import AccountChanged
from biztweet.kernel import outbox, retention
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.retention import KEPT, forget_events
from biztweet.kernel.tables import cursors
from biztweet.kernel.transaction import Transaction
from biztweet.opening import open_engine
from biztweet.ports.sql.statement import Command, insert_or_replace
from biztweet.settings import Settings
from tests.clocks import FakeClock

MOVE = Command(insert_or_replace(cursors, ["reactor"]))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def db(any_settings: Settings, clock: FakeClock) -> AsyncIterator[Database]:
    """A database on each side in turn, with no relay at work."""
    db = Database(await open_engine(any_settings), clock)
    yield db
    await db.close()


async def happen(db: Database, times: int) -> int:
    async def work(tx: Transaction) -> int:
        return [await tx.emit(AccountChanged(account_id=1)) for _ in range(times)][-1]

    return await db.write(work)


async def move(db: Database, reactor: str, position: int) -> None:
    async def work(tx: Transaction) -> None:
        await tx.execute(MOVE, reactor=reactor, position=position)

    await db.write(work)


async def positions(db: Database) -> list[int]:
    return [event.position for event in await outbox.events_after(db.engine, 0)]


async def test_after_a_week_all_but_the_last_event_is_forgotten(db: Database, clock: FakeClock) -> None:
    last = await happen(db, 5)
    await move(db, "notifications", last)
    clock.now += KEPT
    assert await forget_events(db, ["notifications"]) == 0
    clock.now += 1
    assert await forget_events(db, ["notifications"]) == 4
    assert await positions(db) == [last]
    assert await outbox.oldest_position(db.engine) == last


async def test_what_is_younger_than_a_week_stays(db: Database, clock: FakeClock) -> None:
    await happen(db, 3)
    clock.now += 5 * DAY
    last = await happen(db, 3)
    await move(db, "notifications", last)
    clock.now += 3 * DAY
    assert await forget_events(db, ["notifications"]) == 3
    assert await positions(db) == [last - 2, last - 1, last]


async def test_nothing_is_forgotten_that_somebody_has_not_dealt_with(db: Database, clock: FakeClock) -> None:
    last = await happen(db, 5)
    await move(db, "notifications", last)
    clock.now += 8 * DAY
    assert await forget_events(db, ["notifications", "search"]) == 0  # it has not even begun
    await move(db, "search", last - 3)
    assert await forget_events(db, ["notifications", "search"]) == 2
    assert await positions(db) == [last - 2, last - 1, last]


async def test_a_long_log_is_cut_piece_by_piece(
    db: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_AT_ONCE", 4)
    last = await happen(db, 11)
    clock.now += 8 * DAY
    assert await forget_events(db, []) == 10
    assert await positions(db) == [last]
    assert await forget_events(db, []) == 0


async def test_an_empty_log_is_left_alone(db: Database) -> None:
    assert await forget_events(db, []) == 0


async def test_the_companys_own_reactors_are_waited_for(any_company: Company) -> None:
    assert {"notifications", "search"} <= set(any_company.relay.shared)
