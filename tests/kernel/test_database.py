"""Writes: many share a commit, one failure harms nobody, ids and positions grow in the order of commits."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest
import sqlalchemy as sa

from biztweet.accounts.model import Signer
from biztweet.accounts.store import ACTIVATE, DEACTIVATE, SIGNERS
from biztweet.company import Company
from biztweet.events import AccountChanged
from biztweet.kernel import outbox
from biztweet.kernel.database import Database, begin_epoch
from biztweet.kernel.errors import Conflict, Invalid, Unavailable
from biztweet.kernel.tables import cursors
from biztweet.kernel.transaction import Transaction
from biztweet.opening import open_engine, opened
from biztweet.ports.sql.statement import Command, Query
from biztweet.settings import Settings
from tests.companies import MakeSettings
from tests.counting import asked_within_writes
from tests.factories import a_person
from tests.faults import FaultProxy

INSERT = Command(sa.insert(cursors), appends=True)
INSERT_NOW = Query(str, sa.insert(cursors).returning(cursors.c.reactor))
# Rows of the cursors' table that are nobody's cursor: those of the company's reactors stand at small positions.
FAR = 1 << 40
NAMES = Query(str, sa.select(cursors.c.reactor).where(cursors.c.position >= FAR).order_by(cursors.c.position))


@pytest.fixture
def grown(make_settings: MakeSettings) -> Settings:
    """An empty company on PostgreSQL and Redis."""
    return make_settings("postgres")


class Failure(Conflict):
    def __init__(self) -> None:
        super().__init__("refused")


async def noted(tx: Transaction, name: str) -> tuple[int, int]:
    """Store a row under a fresh id, with an event; return the id and the event's position."""
    new_id = tx.new_id()
    await tx.execute(INSERT, reactor=name, position=new_id)
    return new_id, await tx.emit(AccountChanged(account_id=new_id))


def note(db: Database, name: str) -> "asyncio.Future[tuple[int, int]]":
    return asyncio.ensure_future(db.write(lambda tx: noted(tx, name)))


async def logged(db: Database) -> list[outbox.Recorded]:
    return list(await outbox.events_after(db.engine, 0, 10_000))


def counting_commits(db: Database) -> Callable[[], int]:
    commits, write = [0], db.engine.write

    async def counting(*args: object, **more: object) -> None:
        commits[0] += 1
        await write(*args, **more)  # type: ignore[arg-type]

    db.engine.write = counting  # type: ignore[method-assign]
    return lambda: commits[0]


async def test_works_that_wait_share_a_commit(any_company: Company) -> None:
    commits = counting_commits(any_company.db)
    answers = await asyncio.gather(*(note(any_company.db, f"{number}") for number in range(200)))
    assert len(set(answers)) == 200
    assert commits() <= 3
    assert await any_company.db.rows(NAMES) == [f"{number}" for number in range(200)]


async def test_ids_and_positions_grow_in_the_order_in_which_works_were_given(any_company: Company) -> None:
    before = any_company.relay.position
    answers = await asyncio.gather(*(note(any_company.db, f"{number}") for number in range(100)))
    assert sorted(answers) == list(answers)
    assert [position for _, position in answers] == list(range(before + 1, before + 101))


@pytest.mark.postgres
@pytest.mark.redis
async def test_writers_of_two_processes_number_in_the_order_of_commits(grown: Settings) -> None:
    other = msgspec.structs.replace(grown, data=grown.data / "other")
    async with opened(grown) as one, opened(other) as two:
        watching = asyncio.create_task(_watched(one.db))
        answers: list[tuple[int, int]] = []

        async def write(db: Database, name: str) -> None:
            for number in range(60):
                answers.append(await note(db, f"{name}{number}"))  # noqa: PERF401 - one after the other

        await asyncio.gather(*(write(here.db, f"{n}-{w}-") for n, here in enumerate((one, two)) for w in range(3)))
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        assert len(set(answers)) == 360
        assert [position for _, position in sorted(answers)] == sorted(position for _, position in answers)
        events = await logged(one.db)
        assert [event.position for event in events] == list(range(1, len(events) + 1))


async def _watched(db: Database) -> None:
    """A reader never sees a number appear below one that it has seen."""
    seen: list[int] = []
    while True:
        now = [event.position for event in await logged(db)]
        assert now[: len(seen)] == seen
        seen = now


@pytest.mark.parametrize("wrote", [False, True], ids=["before it wrote", "after it wrote"])
@pytest.mark.parametrize("read", [False, True], ids=["unread", "read"])
async def test_a_work_that_is_refused_harms_no_neighbour_and_leaves_nothing(
    any_company: Company, *, wrote: bool, read: bool
) -> None:
    db = any_company.db

    async def refused(tx: Transaction) -> None:
        if wrote:
            await noted(tx, "refused")
        if read:
            await tx.rows(NAMES)
        raise Failure

    outcomes = await asyncio.gather(
        note(db, "first"), db.write(refused), note(db, "second"), db.write(refused), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [tuple, Failure, tuple, Failure]
    assert await db.rows(NAMES) == ["first", "second"]
    assert [event.position for event in await logged(db)] == [1, 2]


@pytest.mark.parametrize("insert", [INSERT, INSERT_NOW], ids=["told at the end", "told at once"])
async def test_a_row_that_cannot_stand_fails_its_own_work_only(
    any_company: Company, insert: Command | Query[str]
) -> None:
    db = any_company.db
    await note(db, "taken")

    async def doubled(tx: Transaction) -> None:
        await noted(tx, "more")
        if isinstance(insert, Query):
            await tx.rows(insert, reactor="taken", position=FAR)
        else:
            await tx.execute(insert, reactor="taken", position=FAR)

    outcomes = await asyncio.gather(
        note(db, "first"), db.write(doubled), note(db, "second"), db.write(doubled), return_exceptions=True
    )
    assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, False, True]
    assert await db.rows(NAMES) == ["taken", "first", "second"]
    assert [event.position for event in await logged(db)] == [1, 2, 3]
    assert await note(db, "third")


async def test_a_work_reads_what_it_and_its_neighbours_have_written(any_company: Company) -> None:
    db = any_company.db

    async def look(tx: Transaction) -> list[str]:
        await noted(tx, "mine")
        return await tx.rows(NAMES)

    _, seen = await asyncio.gather(note(db, "neighbour"), db.write(look))
    assert seen == ["neighbour", "mine"]


async def test_a_work_that_asks_for_what_no_row_can_hold_is_refused_and_harms_nobody(any_company: Company) -> None:
    db = any_company.db
    with pytest.raises(Invalid):
        await db.rows(outbox._AFTER, after=2**63, limit=1)
    with pytest.raises(Invalid):
        await db.lookup(outbox._AFTER, after=2**70, limit=1)

    async def huge(tx: Transaction) -> None:
        await tx.execute(INSERT, reactor="huge", position=2**64)

    first, refused, second = await asyncio.gather(
        note(db, "first"), db.write(huge), note(db, "second"), return_exceptions=True
    )
    assert isinstance(refused, Invalid)
    assert not isinstance(first, BaseException)
    assert not isinstance(second, BaseException)


async def test_an_asker_who_leaves_takes_nothing_from_the_others(any_company: Company) -> None:
    db = any_company.db
    asked = [note(db, f"{number}") for number in range(20)]
    for leaving in asked[::2]:
        leaving.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    await note(db, "last")
    assert {f"{number}" for number in range(1, 20, 2)} <= set(await db.rows(NAMES))


async def test_whoever_writes_after_the_end_is_told_so(any_settings: Settings) -> None:
    async with opened(any_settings) as company:
        late = [note(company.db, f"{number}") for number in range(50)]
        await asyncio.sleep(0)
    assert len(await asyncio.gather(*late)) == 50
    async with asyncio.timeout(3):
        with pytest.raises(Unavailable):
            await note(company.db, "late")


async def test_a_cache_that_fails_keeps_no_writer_waiting(any_company: Company) -> None:
    def fails(_: outbox.Recorded) -> None:
        raise ZeroDivisionError

    any_company.relay.follow(fails)
    async with asyncio.timeout(5):
        await note(any_company.db, "one")
        await any_company.relay.barrier()
        await note(any_company.db, "two")
    assert any_company.relay.position == 2


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.parametrize("reached", [True, False], ids=["commit arrived", "commit lost"])
async def test_a_connection_lost_at_the_commit_neither_loses_nor_doubles(grown: Settings, *, reached: bool) -> None:
    async with FaultProxy.to(grown.database_url) as proxy:
        by_proxy = msgspec.structs.replace(grown, database_url=proxy.url)
        other = msgspec.structs.replace(grown, data=grown.data / "other")
        async with opened(by_proxy) as here, opened(other) as there:
            await note(here.db, "before")
            proxy.cut_when(b"COMMIT", after_it_arrived=reached)
            told: list[outbox.Recorded] = []
            here.relay.follow(told.append)
            answers = asyncio.gather(*(note(here.db, f"{number}") for number in range(5)))
            others = await note(there.db, "other")
            mine = await answers
            assert proxy.cuts == 1
            ids = {"before": 0, "other": others[0]} | {f"{number}": mine[number][0] for number in range(5)}
            assert await there.db.rows(NAMES) == sorted(ids, key=ids.__getitem__)
            await here.relay.barrier()
            assert [event.position for event in told] == list(range(2, 8))


@pytest.mark.postgres
@pytest.mark.redis
async def test_where_nobody_can_tell_whether_it_was_stored_that_is_what_is_said(grown: Settings) -> None:
    async with FaultProxy.to(grown.database_url) as proxy:
        db = Database(await open_engine(msgspec.structs.replace(grown, database_url=proxy.url)), lambda: 0)
        proxy.cut_when(b"COMMIT", after_it_arrived=True)

        async def unheard(tx: Transaction) -> None:
            await tx.execute(INSERT, reactor="quiet", position=FAR)

        with pytest.raises(Unavailable):
            await db.write(unheard)
        assert await db.rows(NAMES) == ["quiet"]
        await db.close()


async def test_a_new_epoch_is_another_one(any_company: Company) -> None:
    await begin_epoch(any_company.db)
    [counters] = await any_company.db.rows(outbox.READ_COUNTERS)
    assert counters.epoch != any_company.live.epoch


async def test_an_emptied_log_is_no_log(any_company: Company) -> None:
    assert await outbox.oldest_position(any_company.db.engine) == 0
    await note(any_company.db, "one")
    assert await outbox.oldest_position(any_company.db.engine) == 1


# ── prefetched rows ───────────────────────────────────────────────────────────────────────────────────────────


async def test_what_the_works_of_a_batch_prefetch_is_read_for_all_of_them_at_once(any_company: Company) -> None:
    people = [await a_person(any_company) for _ in range(5)]
    with asked_within_writes(any_company.db.engine) as asked:
        found = await asyncio.gather(*(signer(any_company.db, person.id) for person in people))
    assert [one and one.id for one in found] == [person.id for person in people]
    assert [query for query in asked if query.row is Signer] == [SIGNERS.many]


async def test_what_was_prefetched_is_read_again_once_a_work_may_have_changed_it(any_company: Company) -> None:
    one, other = await a_person(any_company), await a_person(any_company)

    async def leaving(tx: Transaction) -> Signer | None:
        await tx.execute(DEACTIVATE, account_id=other.id, access_after=0)
        return await tx.by_key(SIGNERS, one.id)

    async def refused(tx: Transaction) -> None:
        await tx.execute(ACTIVATE, account_id=other.id)
        raise Failure

    db = any_company.db
    before, left, _, after, nobody = await asyncio.gather(
        signer(db, other.id),
        db.write(leaving, prefetch=[(SIGNERS, (one.id,))]),
        db.write(refused),
        signer(db, other.id),
        signer(db, 12345),
        return_exceptions=True,
    )
    assert isinstance(before, Signer)
    assert before.active
    assert isinstance(left, Signer)
    assert left.id == one.id
    assert isinstance(after, Signer)
    assert not after.active
    assert nobody is None


async def signer(db: Database, account_id: int) -> Signer | None:
    return await db.write(lambda tx: tx.by_key(SIGNERS, account_id), prefetch=[(SIGNERS, (account_id,))])
