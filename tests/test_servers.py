"""The temporary servers are what the fixtures promise, and none outlives the tests."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from redis.asyncio import Redis

from tests.servers import PostgresServer, RedisServer, Server, running

_ROOT = Path(__file__).parent.parent


@pytest.mark.postgres
async def test_each_test_has_an_empty_database(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    assert await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'") == 0
    assert await connection.fetchval("show server_encoding") == "UTF8"
    await connection.execute("create table traces (id bigint)")
    await connection.close()


@pytest.mark.postgres
async def test_a_database_can_be_dropped_under_its_connections(postgres_server: PostgresServer) -> None:
    with postgres_server.database() as url:
        connection = await asyncpg.connect(url)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await connection.execute("select 1")
    connection.terminate()


@pytest.mark.postgres
def test_a_copy_has_what_its_template_was_filled_with_once(postgres_server: PostgresServer) -> None:
    filled = []

    def fill(url: str) -> None:
        filled.append(url)
        postgres_server.run("create table posts (id bigint)", url.rpartition("/")[2])

    for _ in range(2):
        with postgres_server.copy_of("with_posts", fill) as url:
            assert postgres_server.run("select count(*) from posts", url.rpartition("/")[2]) == "0"
    assert len(filled) == 1


@pytest.mark.postgres
async def test_a_lent_copy_comes_back_as_its_template_was_or_not_at_all(postgres_server: PostgresServer) -> None:
    def fill(url: str) -> None:
        postgres_server.run("create table seeds (id bigint); insert into seeds values (1)", url.rpartition("/")[2])

    with postgres_server.lent("with_seeds", fill) as first:
        name = first.rpartition("/")[2]
        postgres_server.run("insert into seeds values (2); update seeds set id = 3", name)
        left_open = await asyncpg.connect(first)
        await left_open.execute("begin; lock table seeds")
    left_open.terminate()
    with postgres_server.lent("with_seeds", fill) as second:
        assert second == first
        assert postgres_server.run("select id from seeds", name) == "1"
        postgres_server.run("alter table seeds add column more text", name)
    with postgres_server.lent("with_seeds", fill) as third:
        assert third != first
        assert postgres_server.run("select * from seeds", third.rpartition("/")[2]) == "1"


@pytest.mark.postgres
def test_a_durable_server_keeps_its_fsyncs_and_its_data_through_a_crash(postgres_server: PostgresServer) -> None:
    assert postgres_server.run("show fsync") == "off"
    with running(PostgresServer(durable=True)) as durable:
        assert durable.run("select current_setting('fsync'), current_setting('synchronous_commit')") == "on|on"
        durable.run("create table posts (id bigint); insert into posts values (7)")
        url = durable.url("postgres")
        durable.stop(durable.crash)
        durable.start()
        assert durable.url("postgres") == url
        assert durable.run("select id from posts") == "7"


@pytest.mark.redis
async def test_each_test_has_an_emptied_redis(redis_url: str, redis_server: RedisServer) -> None:
    async with Redis.from_url(redis_url) as client:
        assert await client.dbsize() == 0
        await client.set("trace", "1")
    assert redis_server.call("DBSIZE") == ":1"


@pytest.mark.redis
def test_redis_comes_back_on_the_same_port() -> None:
    with running(RedisServer()) as server:
        server.stop()
        assert not server.answers()
        server.start()
        assert server.answers()


@pytest.mark.parametrize("kind", [PostgresServer, RedisServer])
def test_no_server_outlives_tests_that_were_killed(kind: Callable[[], Server]) -> None:
    script = f"""
import time
from tests.servers import *
server = {kind.__name__}()  # type: ignore
server.start()
print(server.port, server.folder, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=_ROOT, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout
        port, folder = tests.stdout.readline().split()
        socket.create_connection(("127.0.0.1", int(port))).close()
        tests.send_signal(signal.SIGKILL)

    deadline = time.monotonic() + 10
    while _in_use(int(port)):
        assert time.monotonic() < deadline, "the server lives on"
        time.sleep(0.05)
    subprocess.run(["rm", "-r", folder], check=True)


def test_a_server_that_cannot_start_says_why() -> None:
    server = RedisServer()
    with running(RedisServer()) as first:
        server.port = first.port
        server.answers = lambda: False  # type: ignore[method-assign]  # the first one would answer in its place
        with pytest.raises(RuntimeError, match="Address already in use"), running(server):
            pass
    assert not server.folder.exists()


def _in_use(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionError:
        return False
    return True
