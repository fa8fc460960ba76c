"""One contract for both databases: typed rows, one writer, many readers, and what happens when they are away."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest
import sqlalchemy as sa

from biztweet.opening import open_engine
from biztweet.ports.sql import Engine, Replay, Session, StorageAway, ValueRefused
from biztweet.ports.sql.postgres import _WRITER_LOCK, PostgresEngine
from biztweet.ports.sql.sqlite import SqliteEngine
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Choice, Id, Json, any_of
from biztweet.settings import Settings
from tests.faults import FaultProxy


class Colour(StrEnum):
    red = "red"
    blue = "blue"


class Point(msgspec.Struct, frozen=True):
    x: int
    labels: tuple[str, ...] = ()


metadata = sa.MetaData()
things = sa.Table(
    "things",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("point", Json(Point)),
    sa.Column("colour", Choice(Colour)),
    sa.Column("big", sa.Boolean, nullable=False),
    sa.Column("share", sa.Double),
)


class Thing(msgspec.Struct, frozen=True):
    id: int
    name: str
    point: Point | None = None
    colour: Colour | None = None
    big: bool = False
    share: float | None = None


class Named(msgspec.Struct, frozen=True):
    """Fields in another order than the columns, and one that no column fills."""

    name: str
    id: int
    note: str = "none"


INSERT = Command(sa.insert(things), appends=True)
SKIP = Query(int, insert_or_skip(things, returning=things.c.id))
REPLACE = Command(insert_or_replace(things, ["id"]))
RENAME = Command(
    sa.update(things).where(things.c.id == sa.bindparam("thing_id")).values(name=sa.bindparam("new", type_=sa.Text))
)
ALL = Query(Thing, sa.select(things).order_by(things.c.id))
NAMES = Query(Named, sa.select(things.c.id, things.c.name).order_by(things.c.id))
BY_IDS = Query(Thing, sa.select(things).where(any_of(things.c.id, "ids")).order_by(things.c.id))
BY_NAMES = Query(int, sa.select(things.c.id).where(any_of(things.c.name, "names")).order_by(things.c.id))
BY_COLOURS = Query(int, sa.select(things.c.id).where(any_of(things.c.colour, "colours")).order_by(things.c.id))
COUNT = Query(int, sa.select(sa.func.count()).select_from(things))
_counter = sa.select(sa.literal(1).label("n")).cte("counter", recursive=True)
_counter = _counter.union_all(sa.select(_counter.c.n + 1).where(_counter.c.n < sa.bindparam("up_to", type_=Id)))
SLOW = Query(int, sa.select(sa.func.max(_counter.c.n)))

Run = Callable[[Session], Awaitable[None]]


def a_thing(number: int, **values: Any) -> dict[str, Any]:
    return msgspec.structs.asdict(Thing(number, values.pop("name", f"thing {number}"), **values))


@pytest.fixture
async def engine(any_settings: Settings) -> AsyncIterator[Engine]:
    """An engine on each side in turn, with one table of the tests' own."""
    opened = await open_engine(any_settings)
    await make_table(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[PostgresEngine]:
    opened = await PostgresEngine.connect(postgres_url)
    await make_table(opened)
    yield opened
    await opened.close()


async def make_table(engine: Engine) -> None:
    double = "DOUBLE PRECISION" if engine.dialect == "postgresql" else "DOUBLE"
    create = (
        "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, point TEXT, colour TEXT, "
        f"big BOOLEAN NOT NULL, share {double})"
    )
    await write(engine, lambda session: session.execute(Command(sa.text(create)), {}))


async def write(engine: Engine, run: Run, *, savepoints: bool = False) -> None:
    await engine.write(run, savepoints=savepoints)


async def insert(engine: Engine, *rows: dict[str, Any]) -> None:
    async def run(session: Session) -> None:
        for row in rows:
            await session.execute(INSERT, row)

    await engine.write(run, savepoints=False)


async def names(engine: Engine) -> list[str]:
    return [thing.name for thing in await engine.rows(ALL, {})]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_rows_become_structs_by_name_and_values_come_back_as_they_were(engine: Engine) -> None:
    stored = Thing(2**63 - 1, "ㄱ 😀 \n", Point(-5, ("a", "'\"")), Colour.blue, big=True, share=0.1)
    await insert(engine, msgspec.structs.asdict(stored), a_thing(1))
    assert await engine.rows(ALL, {}) == [Thing(1, "thing 1"), stored]
    assert await engine.lookup(ALL, {}) == [Thing(1, "thing 1"), stored]
    assert await engine.rows(NAMES, {}) == [Named("thing 1", 1), Named("ㄱ 😀 \n", 2**63 - 1)]
    [thing] = await engine.rows(BY_IDS, {"ids": [2**63 - 1]})
    assert type(thing.big) is bool
    assert type(thing.colour) is Colour


async def test_a_list_is_one_parameter_and_the_statement_stays_the_same(engine: Engine) -> None:
    await insert(engine, *(a_thing(n, colour=Colour.red if n % 2 else Colour.blue) for n in range(1, 6)))
    assert [thing.id for thing in await engine.rows(BY_IDS, {"ids": [5, 2, 99]})] == [2, 5]
    assert await engine.rows(BY_IDS, {"ids": []}) == []
    assert await engine.rows(BY_NAMES, {"names": ("thing 3", "' OR 1=1 --", "thing 1")}) == [1, 3]
    assert await engine.rows(BY_COLOURS, {"colours": [str(Colour.red)]}) == [1, 3, 5]
    many = [number * 1_000_003 for number in range(20_000)]
    assert await engine.rows(BY_IDS, {"ids": many}) == []


async def test_a_value_that_is_missing_is_a_programmers_mistake(engine: Engine) -> None:
    with pytest.raises(KeyError):
        await engine.rows(BY_IDS, {})


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**30])
async def test_a_number_past_64_bits_is_refused_at_once(engine: Engine, value: int) -> None:
    by_id = Query(Thing, sa.select(things).where(things.c.id == sa.bindparam("id", type_=Id)))
    async with asyncio.timeout(3):
        with pytest.raises(ValueRefused):
            await engine.rows(by_id, {"id": value})
        with pytest.raises((ValueRefused, Replay)):
            await insert(engine, a_thing(1) | {"id": value})
        with pytest.raises(ValueRefused):
            await write(engine, lambda session: session.execute(INSERT, a_thing(1) | {"id": value}), savepoints=True)
    await insert(engine, a_thing(1))
    assert await names(engine) == ["thing 1"]


async def test_half_a_surrogate_pair_is_refused_at_once(engine: Engine) -> None:
    async with asyncio.timeout(3):
        with pytest.raises(ValueRefused):
            await write(engine, lambda session: session.execute(INSERT, a_thing(1, name="\ud800")), savepoints=True)


async def test_a_nul_is_refused_where_it_cannot_be_stored(postgres: PostgresEngine) -> None:
    by_name = Query(int, sa.select(things.c.id).where(things.c.name == sa.bindparam("name", type_=sa.Text)))
    async with asyncio.timeout(3):
        with pytest.raises(ValueRefused):
            await postgres.rows(by_name, {"name": "a\0b"})
        with pytest.raises(ValueRefused):
            await write(postgres, lambda session: session.execute(INSERT, a_thing(1, name="a\0b")), savepoints=True)


async def test_a_slow_query_does_not_hold_up_the_event_loop(engine: Engine) -> None:
    longest, before = 0.0, asyncio.get_running_loop().time()
    slow = asyncio.create_task(engine.rows(SLOW, {"up_to": 300_000}))
    ticks = 0
    while not slow.done():
        await asyncio.sleep(0)
        now = asyncio.get_running_loop().time()
        longest, before, ticks = max(longest, now - before), now, ticks + 1
    assert await slow == [300_000]
    assert ticks > 20
    assert longest < 0.5


async def test_many_read_at_once(engine: Engine) -> None:
    await insert(engine, *map(a_thing, range(50)))
    answers = await asyncio.gather(*(engine.rows(COUNT, {}) for _ in range(60)))
    assert answers == [[50]] * 60


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_batch_sees_what_it_has_written_and_others_see_it_once_it_returns(engine: Engine) -> None:
    async def run(session: Session) -> None:
        await session.execute(INSERT, a_thing(1))
        await session.execute(RENAME, {"thing_id": 1, "new": "renamed"})
        assert [thing.name for thing in await session.rows(ALL, {})] == ["renamed"]
        assert await session.rows(SKIP, a_thing(1, name="other")) == []
        assert await session.rows(SKIP, a_thing(2)) == [2]
        await session.execute(REPLACE, a_thing(2, name="replaced", big=True))

    await write(engine, run)
    assert await names(engine) == ["renamed", "replaced"]


async def test_what_is_undone_is_gone_and_what_is_kept_stays(engine: Engine) -> None:
    async def run(session: Session) -> None:
        first = await session.savepoint()
        await session.execute(INSERT, a_thing(1))
        await session.release(first)
        second = await session.savepoint()
        await session.execute(INSERT, a_thing(2))
        await session.rollback_to(second)
        third = await session.savepoint()
        await session.execute(INSERT, a_thing(3))
        await session.release(third)

    for savepoints in (False, True):
        await write(engine, run, savepoints=savepoints)
        assert await names(engine) == ["thing 1", "thing 3"]
        await write(engine, lambda session: session.execute(Command(sa.delete(things)), {}))


async def test_a_batch_that_raises_leaves_nothing(engine: Engine) -> None:
    async def run(session: Session) -> None:
        await session.execute(INSERT, a_thing(1))
        await session.rows(ALL, {})
        raise ZeroDivisionError

    for savepoints in (False, True):
        with pytest.raises(ZeroDivisionError):
            await write(engine, run, savepoints=savepoints)
    assert await names(engine) == []
    await insert(engine, a_thing(1))


async def test_after_what_was_sent_only_a_new_transaction_can_undo_and_says_so(engine: Engine) -> None:
    async def run(session: Session) -> None:
        savepoint = await session.savepoint()
        await session.execute(INSERT, a_thing(1))
        await session.rows(ALL, {})
        await session.rollback_to(savepoint)

    with pytest.raises(Replay):
        await write(engine, run)
    await write(engine, run, savepoints=True)
    assert await names(engine) == []


async def test_commands_that_are_gathered_keep_their_meaning(engine: Engine) -> None:
    async def run(session: Session) -> None:
        for number in range(1, 30):
            await session.execute(INSERT, a_thing(number))
            await session.execute(RENAME, {"thing_id": number, "new": f"renamed {number}"})

    await write(engine, run)
    assert await names(engine) == [f"renamed {number}" for number in range(1, 30)]


async def test_what_only_adds_is_sent_last_and_a_query_that_tells_what_it_reads_waits_for_nothing_else(
    engine: Engine,
) -> None:
    grow = Command(
        sa.update(things)
        .where(things.c.id == sa.bindparam("thing_id"))
        .values(share=sa.func.coalesce(things.c.share, 0) + sa.bindparam("more", type_=sa.Double)),
        adds=[things.c.share],
    )
    name = Query(str, sa.select(things.c.name).order_by(things.c.id), reads=[things.c.id, things.c.name])
    share = Query(float, sa.select(things.c.share).order_by(things.c.id), reads=[things.c.id, things.c.share])
    seen: list[list[Any]] = []

    async def run(session: Session) -> None:
        await session.execute(grow, {"thing_id": 1, "more": 1.0})
        seen.append(await session.rows(name, {}))
        savepoint = await session.savepoint()
        await session.execute(grow, {"thing_id": 1, "more": 100.0})
        seen.append(await session.rows(name, {}))
        await session.rollback_to(savepoint)  # nothing was sent, so nothing has to be asked again
        await session.execute(INSERT, a_thing(2))
        await session.execute(grow, {"thing_id": 2, "more": 1.0})
        seen.append(await session.rows(name, {}))  # an insert is seen by whoever reads that table
        await session.execute(grow, {"thing_id": 1, "more": 2.0})
        seen.append(await session.rows(share, {}))
        await session.execute(RENAME, {"thing_id": 1, "new": "other"})
        seen.append(await session.rows(name, {}))

    await insert(engine, a_thing(1))
    await write(engine, run)
    assert seen == [["thing 1"], ["thing 1"], ["thing 1", "thing 2"], [3.0, 1.0], ["other", "thing 2"]]


async def test_a_batch_that_awaits_something_else_is_refused_on_sqlite(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "db")
    await make_table(engine)

    async def run(session: Session) -> None:
        await session.execute(INSERT, a_thing(1))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="awaited something other"):
        await write(engine, run)
    assert await names(engine) == []
    await insert(engine, a_thing(2))
    await engine.close()


async def test_what_an_engine_that_flushes_only_at_its_end_was_told_is_in_the_file_afterwards(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "db", durable=False)
    await make_table(engine)
    await insert(engine, a_thing(1))
    await engine.close()
    assert not (tmp_path / "db-wal").exists()
    again = SqliteEngine(tmp_path / "db")
    assert await names(again) == ["thing 1"]
    await again.close()


async def test_writers_of_two_processes_take_turns(any_settings: Settings) -> None:
    """Each reads the last number and stores the next one; were they to overlap, a number would come twice."""
    one, two = await open_engine(any_settings), await open_engine(any_settings)
    await make_table(one)

    async def run(session: Session) -> None:
        [count] = await session.rows(COUNT, {})
        await session.execute(INSERT, a_thing(count))

    async def often(engine: Engine) -> None:
        for _ in range(25):
            await write(engine, run)

    await asyncio.gather(often(one), often(two))
    assert [thing.id for thing in await two.rows(ALL, {})] == list(range(50))
    await one.close()
    await two.close()


async def test_a_closed_engine_says_that_it_is_away(any_settings: Settings) -> None:
    engine = await open_engine(any_settings)
    await engine.close()
    with pytest.raises(StorageAway):
        await write(engine, lambda session: session.execute(INSERT, a_thing(1)))


# ── away ────────────────────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[tuple[PostgresEngine, FaultProxy]]:
    """An engine whose connections a proxy may cut."""
    async with FaultProxy.to(url) as proxy:
        engine = await PostgresEngine.connect(proxy.url)
        await make_table(engine)
        try:
            yield engine, proxy
        finally:
            await engine.close()


@pytest.mark.postgres
async def test_a_reader_whose_connection_dies_reads_on_another_one(postgres_url: str) -> None:
    async with proxied(postgres_url) as (engine, proxy):
        proxy.cut_when(b"max(")
        assert await engine.rows(SLOW, {"up_to": 10}) == [10]
        assert proxy.cuts == 1


@pytest.mark.postgres
@pytest.mark.parametrize("reached", [True, False], ids=["commit arrived", "commit lost"])
async def test_when_the_connection_is_lost_at_the_commit_the_batch_is_asked_again(
    postgres_url: str, *, reached: bool
) -> None:
    """It alone can tell: here it sees whether its row stands."""
    async with proxied(postgres_url) as (engine, proxy):
        seen = []

        async def run(session: Session) -> None:
            seen.append(await session.rows(COUNT, {}))
            if seen[-1] == [0]:
                await session.execute(INSERT, a_thing(1))

        proxy.cut_when(b"COMMIT", after_it_arrived=reached)
        await write(engine, run)
        assert seen == [[0], [1 if reached else 0]]
        assert await names(engine) == ["thing 1"]


@pytest.mark.postgres
async def test_a_server_that_stands_still_is_away_within_five_seconds_and_back_by_itself(postgres_url: str) -> None:
    async with proxied(postgres_url) as (engine, proxy):
        await insert(engine, a_thing(1))
        proxy.stand_still()
        began = asyncio.get_running_loop().time()
        outcomes = await asyncio.gather(
            insert(engine, a_thing(2)), *(engine.rows(ALL, {}) for _ in range(12)), return_exceptions=True
        )
        assert asyncio.get_running_loop().time() - began < 5.5
        assert all(isinstance(outcome, StorageAway) for outcome in outcomes), outcomes
        proxy.go_on()
        await insert(engine, a_thing(3))
        assert await names(engine) == ["thing 1", "thing 3"]


@pytest.mark.postgres
async def test_somebody_who_holds_the_writers_lock_for_long_makes_it_away_not_wrong(
    postgres: PostgresEngine, postgres_url: str
) -> None:
    holder = await asyncpg.connect(postgres_url)
    try:
        await holder.execute(f"SELECT pg_advisory_lock({_WRITER_LOCK})")
        with pytest.raises(StorageAway):
            await insert(postgres, a_thing(1))
        await holder.execute(f"SELECT pg_advisory_unlock({_WRITER_LOCK})")
        await insert(postgres, a_thing(1))
    finally:
        await holder.close()


@pytest.mark.postgres
async def test_closing_ends_even_when_the_server_stands_still(postgres_url: str) -> None:
    async with FaultProxy.to(postgres_url) as proxy:
        engine = await PostgresEngine.connect(proxy.url)
        reads = [asyncio.create_task(engine.rows(SLOW, {"up_to": 10_000_000})) for _ in range(3)]
        await asyncio.sleep(0.2)
        proxy.stand_still()
        for read in reads:
            read.cancel()
        await asyncio.gather(*reads, return_exceptions=True)
        async with asyncio.timeout(6):
            await engine.close()


async def test_where_nothing_listens_the_database_is_away(free_port: int) -> None:
    with pytest.raises(StorageAway):
        await PostgresEngine.connect(f"postgresql://biztweet@127.0.0.1:{free_port}/none")


async def test_a_disk_that_is_full_refuses_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "db")
    await make_table(engine)
    await insert(engine, a_thing(0))
    writer = engine._writer._connection
    [[pages]] = writer.execute("PRAGMA page_count")
    list(writer.execute(f"PRAGMA max_page_count = {pages + 3}"))
    stored = 1
    with contextlib.suppress(StorageAway):
        while stored < 10_000:
            await insert(engine, *(a_thing(n, name=f"{n}" + "x" * 2_000) for n in range(stored, stored + 2)))
            stored += 2
    assert 1 < stored < 10_000
    assert [thing.id for thing in await engine.rows(ALL, {})] == list(range(stored))
    with pytest.raises(StorageAway):
        await insert(engine, *(a_thing(n, name=f"{n}" + "x" * 4_000) for n in range(900, 905)))
    list(writer.execute("PRAGMA max_page_count = 100000"))
    await insert(engine, a_thing(stored))
    assert len(await names(engine)) == stored + 1
    await engine.close()


@pytest.fixture
def free_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]
