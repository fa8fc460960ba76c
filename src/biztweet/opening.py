"""Opens a company: settings → ports → slices, and closes what it opened."""

import asyncio
import contextlib
import os
import secrets
import sys
from collections.abc import AsyncIterator

import sqlalchemy as sa

from biztweet.access.vault import Vault
from biztweet.company import Company, assemble
from biztweet.housekeeping import engage
from biztweet.kernel.clock import Clock, system_clock
from biztweet.kernel.database import Database
from biztweet.migrations import HEAD
from biztweet.ports.blobs.store import open_blobs
from biztweet.ports.bus import Bus
from biztweet.ports.bus.embedded import EmbeddedBus
from biztweet.ports.index import Index
from biztweet.ports.sql import Engine, StorageAway
from biztweet.ports.sql.statement import Query
from biztweet.reactors import connect
from biztweet.settings import Settings

_VERSION = Query(str, sa.select(sa.column("version_num", sa.Text)).select_from(sa.table("alembic_version")))


class SchemaMismatch(Exception):
    """The database's shape is not the one this version works on."""


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock = system_clock, *, durable: bool = True) -> AsyncIterator[Company]:
    """A company that is ready, with its relay, alarm, hub and chores running; all is closed again at the end.

    Without `durable` what an embedded database was told is safe only then: for what can be made up anew.
    Raises SchemaMismatch, StorageAway.
    """
    async with contextlib.AsyncExitStack() as stack:
        company = await stack.enter_async_context(connected(settings, clock, durable=durable))
        connect(company)
        engage(company)
        await company.load()
        running = [
            asyncio.create_task(company.relay.run(), name="relay"),
            asyncio.create_task(company.alarm.run(), name="alarm"),
            asyncio.create_task(company.bus.run(), name="bus"),
            asyncio.create_task(company.hub.run(), name="hub"),
            asyncio.create_task(company.chores.run(), name="chores"),
        ]
        stack.push_async_callback(_end, running)
        yield company


@contextlib.asynccontextmanager
async def connected(settings: Settings, clock: Clock = system_clock, *, durable: bool = True) -> AsyncIterator[Company]:
    """A company with its ports open and nothing running: for commands. Raises SchemaMismatch, StorageAway."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    async with contextlib.AsyncExitStack() as stack:
        engine = await open_engine(settings, durable=durable)
        db = Database(engine, clock)
        stack.push_async_callback(db.close)
        await _check_shape(engine)
        bus = open_bus(settings)
        stack.push_async_callback(bus.close)
        vault = Vault(secret_key(settings))
        company = assemble(settings, db, bus, open_blobs(settings.blobs), vault, open_index(engine))
        stack.push_async_callback(company.images.close)
        stack.push_async_callback(company.media.posters.close)
        yield company


async def open_engine(settings: Settings, *, durable: bool = True) -> Engine:
    """The database's engine; PostgreSQL's is durable in any case. Raises StorageAway."""
    path = settings.sqlite_path
    if path is None:
        from biztweet.ports.sql.postgres import PostgresEngine  # noqa: PLC0415 - loaded only where it is used

        return await PostgresEngine.connect(settings.database_url)
    from biztweet.ports.sql.sqlite import SqliteEngine  # noqa: PLC0415 - the same

    return SqliteEngine(path, durable=durable)


def open_bus(settings: Settings) -> Bus:
    """The doorbell between processes: silent where there is only one."""
    if not settings.bus_url:
        return EmbeddedBus()
    from biztweet.ports.bus.redis import RedisBus  # noqa: PLC0415 - loaded only where it is used

    database = settings.database_url.rpartition("/")[2].partition("?")[0]
    return RedisBus(settings.bus_url, f"biztweet:{database}:log")


def open_index(engine: Engine) -> Index:
    """The index of words, which stands beside the tables in either database."""
    if engine.dialect == "sqlite":
        from biztweet.ports.index.sqlite_fts import FtsIndex  # noqa: PLC0415 - loaded only where it is used

        return FtsIndex()
    from biztweet.ports.index.postgres_fts import GinIndex  # noqa: PLC0415 - the same

    return GinIndex()


def secret_key(settings: Settings) -> str:
    """The key that encrypts secrets: from the settings, or one made at first start, readable by its owner only."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data / "secret.key"
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()


async def migrate(settings: Settings) -> None:
    """Bring the database to this version's shape, in a process of its own. Raises SchemaMismatch when that fails."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.sqlite_path
    url = settings.database_url if path is None else f"sqlite:///{path.absolute()}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "biztweet.migrations", url, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    if process.returncode:
        [*_, reason] = errors.decode(errors="replace").strip().splitlines() or [f"exit code {process.returncode}"]
        raise SchemaMismatch(f"Migration failed: {reason}")


async def shape(settings: Settings) -> str | None:
    """The version of the database's shape; None where there is none yet. Raises StorageAway."""
    path = settings.sqlite_path
    if path is not None and not path.exists():
        return None
    engine = await open_engine(settings)
    try:
        return await _version(engine)
    finally:
        await engine.close()


async def _check_shape(engine: Engine) -> None:
    version = await _version(engine)
    if version is None:
        raise SchemaMismatch("The database is empty; run `biztweet migrate`")
    if version != HEAD:
        newer = version > HEAD
        advice = "it was made by a newer version of BizTweet" if newer else "run `biztweet migrate`"
        raise SchemaMismatch(f"The database has shape {version}, this version works on {HEAD}: {advice}")


async def _version(engine: Engine) -> str | None:
    try:
        rows = await engine.rows(_VERSION, {})
    except StorageAway:
        raise
    except Exception:  # noqa: BLE001 - each driver has its own word for a table that is not there
        return None
    return rows[0] if rows else None


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
