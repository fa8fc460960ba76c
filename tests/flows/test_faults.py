"""Storage that goes away under load: a clear refusal, nothing lost or doubled, and all goes on by itself."""

import asyncio
import os
import subprocess
import time
from collections import Counter
from collections.abc import Awaitable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.paging import Page
from biztweet.opening import migrate, opened
from biztweet.ports.sql.sqlite import SqliteEngine
from biztweet.ports.sql.statement import Query
from biztweet.posts.tables import posts
from biztweet.settings import Settings
from biztweet.timelines.company import company as company_timeline
from tests.companies import MakeSettings, migrate_now
from tests.factories import a_person, said
from tests.servers import PostgresServer, RedisServer, running

TEXTS = Query(str, sa.select(posts.c.text))
NEWEST = Page(limit=5)


class Load(msgspec.Struct):
    """People who post one thing after the other, each under its own key, until they are told to stop."""

    acknowledged: list[str] = []
    refused: int = 0
    longest_seconds: float = 0.0
    stopping: bool = False

    async def post(self, here: Company, who: Viewer, name: str) -> None:
        number = 0
        while not self.stopping:
            number += 1
            text = f"{name} says {number}"
            while not self.stopping:  # as clients do: again and again, under the same key
                began = time.monotonic()
                try:
                    await said(here, who, text, idempotency_key=text)
                except Unavailable:
                    self.refused += 1
                    await asyncio.sleep(0.05)
                else:
                    self.acknowledged.append(text)
                    break
                finally:
                    self.longest_seconds = max(self.longest_seconds, time.monotonic() - began)

    async def more(self, count: int) -> None:
        """Return once so many more were acknowledged."""
        wanted = len(self.acknowledged) + count
        async with asyncio.timeout(30):
            while len(self.acknowledged) < wanted:  # noqa: ASYNC110 - posts have no event of ours
                await asyncio.sleep(0.01)


async def compared(load: Load, here: Company) -> str:
    """Assert that what was acknowledged stands once; tell the figures."""
    stored = Counter(await here.db.rows(TEXTS))
    lost = [text for text in load.acknowledged if not stored[text]]
    doubled = [text for text, times in stored.items() if times > 1]
    assert lost == []
    assert doubled == []
    return (
        f"{len(load.acknowledged)} acknowledged, 0 lost, 0 doubled, "
        f"{load.refused} refused, longest wait {load.longest_seconds:.1f} s"
    )


@pytest.mark.postgres
@pytest.mark.redis
async def test_postgresql_that_crashes_under_load_loses_and_doubles_nothing(
    tmp_path: Path, redis_server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two processes post while the server is stopped as by a power cut, twice, and started again."""
    with running(PostgresServer(durable=True)) as server:
        url = await asyncio.to_thread(_new_company, server)
        settings = Settings(data=tmp_path / "one", database_url=url, bus_url=redis_server.url)
        beside = msgspec.structs.replace(settings, data=tmp_path / "two")
        async with opened(settings) as one, opened(beside) as two:
            people = [await a_person(one) for _ in range(4)]
            load = Load()
            writers = [
                asyncio.create_task(load.post(here, who, f"{number}"))
                for number, (here, who) in enumerate(zip((one, two, one, two), people, strict=True))
            ]
            for _ in range(2):
                await load.more(40)
                await asyncio.to_thread(server.stop, server.crash)
                await asyncio.sleep(0.3)
                await asyncio.to_thread(server.start)
                await load.more(40)
            load.stopping = True
            await asyncio.gather(*writers)
            await two.relay.barrier()
            await one.relay.barrier()
            assert one.relay.position == two.relay.position
            with capsys.disabled():
                print(f"\npostgresql, 2 crashes: {await compared(load, one)}")
            assert load.longest_seconds < 9
            newest = await company_timeline(one.timelines, people[0], NEWEST)
            assert await company_timeline(two.timelines, people[0], NEWEST) == newest


@pytest.mark.postgres
@pytest.mark.redis
async def test_while_postgresql_is_away_everybody_is_told_within_five_seconds(tmp_path: Path) -> None:
    with running(PostgresServer()) as server, running(RedisServer()) as broker:
        url = await asyncio.to_thread(_new_company, server)
        settings = Settings(data=tmp_path, database_url=url, bus_url=broker.url)
        async with opened(settings) as here:
            minsu = await a_person(here)
            first = await said(here, minsu)
            seen = await here.views.one(minsu, first)
            await asyncio.to_thread(server.stop, server.crash)

            async def waited(attempt: Awaitable[object]) -> float:
                began = time.monotonic()
                with pytest.raises(Unavailable):
                    await attempt
                return time.monotonic() - began

            waits = await asyncio.gather(
                waited(said(here, minsu, "지금은 안 됨")),
                waited(here.people.by_id([1])),
                waited(here.relay.barrier()),
                waited(here.tokens.viewer("unknown")),
            )
            assert max(waits) < 5.5, waits
            assert seen is not None
            assert await here.views.one(minsu, first) == seen, "what is remembered is shown"
            await asyncio.to_thread(server.start)
            await here.relay.barrier()
            second = await said(here, minsu, "다시 됨")
            assert await company_timeline(here.timelines, minsu, NEWEST) == [second, first]


@pytest.mark.redis
@pytest.mark.postgres
async def test_redis_that_is_killed_or_emptied_under_load_delays_and_loses_nothing(make_settings: MakeSettings) -> None:
    with running(RedisServer()) as broker:
        settings = msgspec.structs.replace(make_settings("postgres"), bus_url=broker.url)
        beside = msgspec.structs.replace(settings, data=settings.data / "two")
        async with opened(settings) as one, opened(beside) as two:
            people = [await a_person(one) for _ in range(2)]
            load = Load()
            writers = [
                asyncio.create_task(load.post(here, who, f"{number}"))
                for number, (here, who) in enumerate(zip((one, two), people, strict=True))
            ]
            await load.more(20)
            await asyncio.to_thread(broker.stop, broker.crash)
            await load.more(40)
            await asyncio.to_thread(broker.start)
            broker.call("FLUSHALL")
            await load.more(20)
            load.stopping = True
            await asyncio.gather(*writers)
            await compared(load, one)
            assert load.refused == 0
            newest = one.relay.position
            async with asyncio.timeout(3):  # nobody asks: it comes by itself
                while min(one.relay.position, two.relay.position) < newest:  # noqa: ASYNC110 - it has no event
                    await asyncio.sleep(0.02)


# ── a full disk ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 6 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a file system of its own can be mounted by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def filled_up(here: Company, load: Load, people: list[Viewer]) -> list[asyncio.Task[None]]:
    """People who post until the disk is full, and go on trying."""
    writers = [asyncio.create_task(load.post(here, who, "가" * 100 + f"{n}")) for n, who in enumerate(people)]
    async with asyncio.timeout(60):
        while load.refused < len(people):  # noqa: ASYNC110 - a refusal has no event of ours
            await asyncio.sleep(0.01)
    return writers


async def test_a_disk_that_is_full_refuses_shows_what_stands_and_goes_on_once_there_is_space(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=small_disk / "data")
    await migrate(settings)
    async with opened(settings) as here:
        people = [await a_person(here) for _ in range(4)]
        filler = small_disk / "filler"
        filler.write_bytes(b"\0" * 4_500_000)
        load = Load()
        writers = await filled_up(here, load, people)
        assert load.acknowledged
        assert len(await company_timeline(here.timelines, people[0], NEWEST)) == 5
        assert set(load.acknowledged) <= set(await here.db.rows(TEXTS))
        filler.unlink()
        await load.more(20)
        load.stopping = True
        await asyncio.gather(*writers)
        with capsys.disabled():
            print(f"\nsqlite, full disk: {await compared(load, here)}")
    async with opened(settings) as here:  # and all of it is there after a restart
        await compared(load, here)


async def test_a_file_that_may_not_grow_refuses_and_half_writes_nothing(company: Company) -> None:
    """The same without a disk of its own."""
    engine = company.db.engine
    assert isinstance(engine, SqliteEngine)
    people = [await a_person(company) for _ in range(4)]
    writer = engine._writer._connection
    [[pages]] = writer.execute("PRAGMA page_count")
    list(writer.execute(f"PRAGMA max_page_count = {pages + 40}"))
    load = Load()
    writers = await filled_up(company, load, people)
    await compared(load, company)
    list(writer.execute("PRAGMA max_page_count = 1000000"))
    await load.more(20)
    load.stopping = True
    await asyncio.gather(*writers)
    await compared(load, company)


def _new_company(server: PostgresServer) -> str:
    server.run("create database company template template0")
    migrate_now(server.url("company"))
    return server.url("company")
