"""The relay: everybody hears what happened, in order; some do so once in the installation; nobody waits for ever."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from biztweet.company import Company
from biztweet.events import AccountChanged, AnyEvent, PostLiked, Unknown
from biztweet.kernel import relay, shared_reactor
from biztweet.kernel.clock import HOUR
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page
from biztweet.kernel.relay import Relay
from biztweet.kernel.tables import cursors, dead_letters, events
from biztweet.kernel.transaction import Transaction
from biztweet.opening import open_bus, open_engine, opened
from biztweet.ports.bus.embedded import EmbeddedBus
from biztweet.ports.sql.statement import Command, Query, insert_or_replace
from biztweet.posts.like import like
from biztweet.settings import Settings
from biztweet.timelines.company import company as company_timeline
from tests.companies import MakeSettings
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.servers import RedisServer, running

NOTE = Command(sa.insert(dead_letters))
NOTED = Query(
    int,
    sa.select(dead_letters.c.position).where(dead_letters.c.reactor == "noted").order_by(dead_letters.c.position),
)
PARKED = Query(int, sa.select(dead_letters.c.position).where(dead_letters.c.reactor == "tested"))
CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == "tested"))
REWRITE = Command(
    sa.update(events)
    .where(events.c.position == sa.bindparam("position"))
    .values(body=sa.bindparam("body"), created_at=sa.bindparam("created_at"))
)
MOVE = Command(insert_or_replace(cursors, ["reactor"]))
NEWEST = Page(limit=5)


@pytest.fixture
def grown(make_settings: MakeSettings) -> Settings:
    """An empty company on PostgreSQL and Redis."""
    return make_settings("postgres")


def beside(settings: Settings) -> Settings:
    """The same company as another process opens it."""
    return msgspec.structs.replace(settings, data=settings.data / "other")


async def emit(db: Database, account_id: int = 1) -> int:
    async def work(tx: Transaction) -> int:
        return await tx.emit(AccountChanged(account_id=account_id))

    return await db.write(work)


async def note(tx: Transaction, recorded: Recorded) -> None:
    """Reacting to an event a second time is a row that cannot stand."""
    await tx.execute(NOTE, reactor="noted", position=recorded.position, error="", created_at=0)


@asynccontextmanager
async def relaying(
    settings: Settings, react: Callable[[Transaction, Recorded], Awaitable[None]] = note
) -> AsyncIterator[tuple[Database, Relay]]:
    """A process of its own: an engine, a bus, and a relay with one shared reactor."""
    settings.data.mkdir(exist_ok=True)
    db, bus = Database(await open_engine(settings), lambda: 1), open_bus(settings)
    here = Relay(db, bus)
    here.share("tested", shared_reactor.each(react), lambda event: isinstance(event, AccountChanged))
    await here.start()
    running_ = [asyncio.create_task(here.run()), asyncio.create_task(bus.run())]
    try:
        yield db, here
    finally:
        for task in running_:
            task.cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(*running_, return_exceptions=True)
            await bus.close()
            await db.close()


async def until(db: Database, query: Query[int], wanted: list[int], seconds: float = 15) -> None:
    """Return once `query` answers what is wanted."""
    deadline = asyncio.get_running_loop().time() + seconds
    while (found := await db.rows(query)) != wanted:
        assert asyncio.get_running_loop().time() < deadline, found
        await asyncio.sleep(0.01)


# ── in every process ────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_process_knows_of_its_own_events_before_the_writer_is_answered(any_company: Company) -> None:
    known: list[int] = []
    any_company.relay.follow(lambda recorded: known.append(recorded.position))
    for _ in range(20):
        position = await emit(any_company.db)
        assert known[-1] == position


async def test_what_is_told_live_comes_in_order_and_whole(any_company: Company) -> None:
    delivered: list[int] = []

    async def deliver(recorded: Sequence[Recorded]) -> None:
        await asyncio.sleep(0)
        delivered.extend(event.position for event in recorded)
        if len(delivered) == 5:
            raise ZeroDivisionError  # one that fails does not keep the others back

    relay_ = Relay(any_company.db, EmbeddedBus())
    relay_.follow_live(deliver)
    await relay_.start()
    run = asyncio.create_task(relay_.run())
    for _ in range(30):
        await emit(any_company.db)
    await relay_.wait_for(30)
    await relay_.delivered()
    assert delivered == list(range(1, 31))
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)


@pytest.mark.postgres
@pytest.mark.redis
async def test_what_one_process_writes_another_shows_at_once(grown: Settings) -> None:
    async with opened(grown) as one, opened(beside(grown)) as two:
        minsu, jane = await a_person(one), await a_person(one)
        for number, (here, there) in enumerate(itertools.islice(itertools.cycle([(one, two), (two, one)]), 40)):
            post_id = await said(here, minsu, f"{number}")
            await like(here.db, jane, post_id)
            await there.relay.barrier()
            assert (await company_timeline(there.timelines, jane, NEWEST))[0] == post_id
            view = await there.views.one(jane, post_id)
            assert view is not None
            assert view.marks.liked
            assert view.shared.post.like_count == 1
            assert (await there.people.one(minsu.id)).post_count == number + 1


@pytest.mark.postgres
@pytest.mark.redis
async def test_one_question_serves_all_who_wait_at_a_barrier(grown: Settings) -> None:
    async with opened(grown) as one, opened(beside(grown)) as two:
        position = await emit(one.db)
        with counted_reads(two) as count:
            await asyncio.gather(*(two.relay.barrier() for _ in range(200)))
        assert count.reads == 0  # asked by a task that belongs to none of them
        assert two.relay.position >= position


async def test_on_sqlite_ones_own_posts_show_even_after_a_command_wrote_beside_the_server(company: Company) -> None:
    minsu = await a_person(company)
    command = Database(await open_engine(company.settings), company.db.clock)
    for number in range(10):
        await emit(command)
        post_id = await said(company, minsu, f"{number}")
        await company.relay.barrier()
        assert (await company_timeline(company.timelines, minsu, NEWEST))[0] == post_id
    await command.close()


async def test_who_waits_for_what_never_comes_is_told_so(any_company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as soon:
        soon.setattr(relay, "_BEHIND_SECONDS", 0.05)
        with pytest.raises(Unavailable):
            await any_company.relay.wait_for(any_company.relay.position + 1)
    waiting = asyncio.create_task(any_company.relay.wait_for(any_company.relay.position + 1))
    await emit(any_company.db)
    await waiting


# ── once in the installation ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.postgres
@pytest.mark.redis
async def test_two_processes_react_once_to_each_event(grown: Settings) -> None:
    async with relaying(grown) as (one, _), relaying(beside(grown)) as (two, _):
        await asyncio.gather(*(emit(db, number) for number in range(150) for db in (one, two)))
        await until(one, NOTED, list(range(1, 301)))
        assert await one.rows(PARKED) == []


@pytest.mark.postgres
@pytest.mark.redis
async def test_two_processes_react_once_though_reactors_fail_now_and_then(
    grown: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_reactor, "RETRY_SECONDS", 0.001)
    turns = itertools.count()
    at: list[int] = []

    async def moody(tx: Transaction, recorded: Recorded) -> None:
        await note(tx, recorded)
        at.append((await tx.rows(CURSOR) or [0])[0])
        if not next(turns) % 7:
            raise ZeroDivisionError

    async with relaying(grown, moody) as (one, _), relaying(beside(grown), moody) as (two, _):
        for _ in range(6):
            await asyncio.gather(*(emit(db) for _ in range(10) for db in (one, two)))
        await until(one, CURSOR, [120])
        assert await one.rows(NOTED) == list(range(1, 121))
        assert await one.rows(PARKED) == []
        assert at == sorted(at), "a cursor never goes back"


async def test_an_event_that_cannot_be_dealt_with_is_parked_and_the_others_go_on(
    any_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_reactor, "RETRY_SECONDS", 0.001)
    tries: list[int] = []

    async def refuses(tx: Transaction, recorded: Recorded) -> None:
        await note(tx, recorded)
        if recorded.position == 3:
            tries.append(recorded.position)
            raise ZeroDivisionError

    async with relaying(any_settings, refuses) as (db, _):
        for _ in range(6):
            await emit(db)
        await until(db, CURSOR, [6])
        assert await db.rows(NOTED) == [1, 2, 4, 5, 6]
        assert await db.rows(PARKED) == [3]
        assert len(tries) >= 5


async def test_a_reactor_that_was_away_catches_up_and_events_it_does_not_want_move_it_on(
    any_settings: Settings,
) -> None:
    async with relaying(any_settings) as (db, _):
        await emit(db)
        await until(db, NOTED, [1])
    db = Database(await open_engine(any_settings), lambda: 1)
    await emit(db)

    async def liked(tx: Transaction) -> None:
        await tx.emit(PostLiked(post_id=1, author_id=2, liker_id=3))

    await db.write(liked)
    await db.close()
    async with relaying(any_settings) as (db, _):
        await until(db, CURSOR, [3])
        assert await db.rows(NOTED) == [1, 2]


async def test_events_that_a_reactor_does_not_want_cost_it_no_transaction(
    any_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with relaying(any_settings) as (db, _):
        await emit(db)
        await until(db, CURSOR, [1])
        batches = 0
        store = db.engine.write

        async def counted(batch: Any, *, savepoints: bool) -> None:
            nonlocal batches
            batches += 1
            await store(batch, savepoints=savepoints)

        async def liked(tx: Transaction) -> None:
            await tx.emit(PostLiked(post_id=1, author_id=2, liker_id=3))

        monkeypatch.setattr(db.engine, "write", counted)
        for _ in range(40):
            await db.write(liked)
            await asyncio.sleep(0.005)
        await until(db, CURSOR, [41])
        assert batches <= 40 + 4  # one a second


async def test_a_reactor_is_woken_by_what_it_wants(company: Company) -> None:
    reactor = shared_reactor.SharedReactor(
        "tested",
        shared_reactor.each(note),
        lambda event: isinstance(event, AccountChanged),
        company.db,
        company.relay._after,
    )
    liked = Recorded(1, PostLiked(post_id=1, author_id=2, liker_id=3), 0)
    reactor.ring([liked, liked])
    assert not reactor.rung.is_set()
    reactor.ring([liked, Recorded(2, AccountChanged(account_id=1), 0)])
    assert reactor.rung.is_set()


async def test_a_reactor_that_gathers_deals_with_everything_in_few_turns(any_company: Company) -> None:
    turns: list[int] = []

    async def kept(tx: Transaction, recorded: Recorded) -> None:
        await note(tx, recorded)
        turns.append(tx.now)

    gathering = Relay(any_company.db, EmbeddedBus())
    gathering.share(
        "tested", shared_reactor.each(kept), lambda event: isinstance(event, AccountChanged), gather_seconds=0.2
    )
    await gathering.start()
    began = asyncio.get_running_loop().time()
    run = asyncio.create_task(gathering.run())
    for _ in range(40):
        await emit(any_company.db)
        await asyncio.sleep(0.002)
    await until(any_company.db, CURSOR, [40])
    assert await any_company.db.rows(NOTED) == list(range(1, 41))
    assert len(set(turns)) <= 2 + (asyncio.get_running_loop().time() - began) / 0.2
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)


# ── without a doorbell ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.postgres
@pytest.mark.redis
async def test_without_a_broker_events_arrive_within_the_poll_and_with_it_again_at_once(grown: Settings) -> None:
    with running(RedisServer()) as broker:
        settings = msgspec.structs.replace(grown, bus_url=broker.url)
        async with relaying(settings) as (one, _), relaying(beside(settings)) as (_, there):
            await there.wait_for(await emit(one))
            await asyncio.to_thread(broker.stop, broker.crash)
            for _ in range(2):
                async with asyncio.timeout(3):
                    position = await emit(one)
                    while there.position < position:  # noqa: ASYNC110 - nobody asks: it comes by itself
                        await asyncio.sleep(0.02)
            await asyncio.to_thread(broker.start)
            broker.call("FLUSHALL")
            async with asyncio.timeout(3):
                await there.wait_for(await emit(one))
            await until(one, NOTED, [1, 2, 3, 4])


# ── while two versions run ──────────────────────────────────────────────────────────────────────────────────────


async def emit_of_the_future(db: Database, *, ago: int = 0) -> int:
    """What a newer version stores in a process of its own: an event of a kind that is not known here."""

    async def work(tx: Transaction) -> int:
        position = await tx.emit(AccountChanged(account_id=1))
        await tx.execute(REWRITE, position=position, body='{"kind":"MoonReached","by":7}', created_at=tx.now - ago)
        return position

    delivered, db.on_commit = db.on_commit, lambda _recorded: None  # this process only finds it in the log
    try:
        return await db.write(work)
    finally:
        db.on_commit = delivered


async def test_an_event_of_a_newer_version_is_passed_on_as_unknown_and_stops_nobody(any_settings: Settings) -> None:
    async with relaying(any_settings) as (db, here):
        known: list[AnyEvent] = []
        await emit_of_the_future(db)
        here.follow(lambda recorded: known.append(recorded.event))
        here.position = 0  # as a process that reads what others have written
        await here.wait_for(1)
        assert known == [Unknown(name="MoonReached")]
        await emit(db)
        assert here.position == 2


async def test_what_happens_once_in_the_installation_is_left_to_the_newer_version(any_settings: Settings) -> None:
    async with relaying(any_settings) as (db, _):
        await emit(db)
        await emit_of_the_future(db)
        await emit(db)
        await until(db, NOTED, [1])
        await db.write(lambda tx: tx.execute(MOVE, reactor="tested", position=2))  # the newer one has dealt with it
        await until(db, NOTED, [1, 3])


async def test_what_no_newer_version_has_dealt_with_for_an_hour_is_passed_over(any_settings: Settings) -> None:
    async with relaying(any_settings) as (db, _):
        await emit_of_the_future(db, ago=HOUR + 1)
        await emit(db)
        await until(db, NOTED, [2])
