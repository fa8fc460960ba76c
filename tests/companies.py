"""A company for each test: on SQLite with everything in one process, and on PostgreSQL with Valkey or Redis."""

import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest

from biztweet.company import Company
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.servers import PostgresServer, RedisServer

Side = Literal["sqlite", "postgres"]
BOTH = [pytest.param("sqlite"), pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.redis])]

MakeSettings = Callable[[Side], Settings]


def migrate_now(url: str) -> None:
    """Bring the database at `url` to the newest shape."""
    subprocess.run([sys.executable, "-m", "biztweet.migrations", url], check=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with tables and nobody in it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "biztweet.db"
    migrate_now(f"sqlite:///{path}")
    return path


@pytest.fixture
def make_settings(tmp_path: Path, empty_sqlite: Path, request: pytest.FixtureRequest) -> Iterator[MakeSettings]:
    """Settings of a new empty company on the side that is asked for."""
    with ExitStack() as stack:

        def make(side: Side) -> Settings:
            data = tmp_path / "data"
            data.mkdir(exist_ok=True)
            if side == "sqlite":
                shutil.copy(empty_sqlite, data / "biztweet.db")
                return Settings(data=data)
            postgres: PostgresServer = request.getfixturevalue("postgres_server")
            redis: RedisServer = request.getfixturevalue("redis_server")
            url = stack.enter_context(postgres.lent("company", migrate_now))
            return Settings(data=data, database_url=url, bus_url=redis.url)

        yield make


@pytest.fixture(params=BOTH)
def any_settings(request: pytest.FixtureRequest, make_settings: MakeSettings) -> Settings:
    """Settings of a new empty company on each side in turn."""
    return make_settings(request.param)


@pytest.fixture
async def company(make_settings: MakeSettings) -> AsyncIterator[Company]:
    """A company on SQLite."""
    async with opened(make_settings("sqlite")) as company:
        yield company


@pytest.fixture
async def any_company(any_settings: Settings) -> AsyncIterator[Company]:
    """A company on each side in turn."""
    async with opened(any_settings) as company:
        yield company
