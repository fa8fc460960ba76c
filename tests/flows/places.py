"""Servers for client libraries: on SQLite, over TLS under our own authority, on PostgreSQL and Redis; one of each."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from biztweet.settings import Settings
from tests.companies import migrate_now
from tests.running import RunningServer, running_server
from tests.servers import PostgresServer, RedisServer

PLACES = [
    pytest.param("sqlite"),
    pytest.param("tls"),
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.redis]),
]


@pytest.fixture(scope="session", params=PLACES)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path
) -> Iterator[RunningServer]:
    """A running server; tests share it, and each brings its own people."""
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        settings = Settings(data=folder)
        if request.param == "postgres":
            postgres: PostgresServer = request.getfixturevalue("postgres_server")
            redis: RedisServer = request.getfixturevalue("redis_server")
            url = stack.enter_context(postgres.copy_of("company", migrate_now))
            settings = Settings(data=folder, database_url=url, bus_url=redis.url)
        else:
            shutil.copy(empty_sqlite, folder / "biztweet.db")
        yield stack.enter_context(running_server(settings, folder, tls=request.param == "tls"))
