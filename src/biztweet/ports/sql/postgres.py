"""PostgreSQL through asyncpg: a pool of readers, and one connection that writes a batch at a time.

A batch starts by locking the counter row, held to commit: across all processes one batch runs at a time, so ids and
positions become visible in order. Commands of one kind are sent many at a time (asyncpg pipelines `executemany`).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Literal, TypeVar

import asyncpg
import structlog

from biztweet.ports.sql import Session, StorageAway, ValueRefused
from biztweet.ports.sql.holding import carry_out
from biztweet.ports.sql.statement import Compiled, Query

R = TypeVar("R")
log = structlog.get_logger()

_READERS = 8
_STATEMENT_SECONDS = 5.0
_AWAY_SECONDS = 4.0
_RETRY_SECONDS = 0.1
# Any number will do, so long as nothing else in this database takes the same advisory lock: "biztweet" in ASCII.
_WRITER_LOCK = 0x62697A7477656574
_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,  # a standby, in the middle of a failover
    asyncpg.IdleInTransactionSessionTimeoutError,  # this process stood still for too long
)
_AGAIN = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
# What asyncpg cannot encode, and what the server cannot store: both are said with the server's class 22.
_REFUSED = (asyncpg.DataError,)


class PostgresEngine:
    """One company's database on a PostgreSQL server."""

    dialect: Literal["sqlite", "postgresql"] = "postgresql"

    def __init__(self, pool: asyncpg.Pool, url: str) -> None:
        self._pool = pool
        self._url = url
        self._writer: asyncpg.Connection | None = None
        self._closing = False

    @classmethod
    async def connect(cls, url: str) -> "PostgresEngine":
        """Open the pool. Raises StorageAway when the server does not answer."""
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=_READERS,
                command_timeout=_STATEMENT_SECONDS,
                timeout=_AWAY_SECONDS,
                reset=_leave_as_it_is,
                server_settings={"application_name": "biztweet", "jit": "off"},
            )
        except (*_AWAY, asyncpg.PostgresError) as away:
            raise StorageAway(str(away)) from away
        return cls(pool, url)

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """Read on a connection of the pool; tried again on another one while there is patience."""
        compiled = query.compiled("postgresql")
        arguments = compiled.arguments(values)
        build = compiled.build
        tries = 0
        async with _patience():
            while True:
                try:
                    async with self._pool.acquire(timeout=_AWAY_SECONDS) as connection:
                        return [build(row) for row in await _fetched(connection, compiled.sql, arguments)]
                except _REFUSED as error:
                    raise ValueRefused(str(error)) from error
                except _AWAY as away:
                    if self._closing:
                        raise StorageAway("The database is closed") from away
                    if not tries:
                        log.warning("storage_read_failed", error=str(away))
                    tries += 1
                    await asyncio.sleep(_RETRY_SECONDS)

    async def lookup(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """The same as `rows`: the server is never in the event loop."""
        return await self.rows(query, values)

    async def write(self, batch: Callable[[Session], Awaitable[None]], *, savepoints: bool) -> None:
        """Run `batch`; again where the connection was lost, since only `batch` can tell whether it was stored.

        The server could not: after a crash it hands out transaction ids anew, and then vouches for somebody else's.
        """
        async with _patience():
            while not self._closing:
                try:
                    await self._transact(await self._writing_connection(), batch, savepoints=savepoints)
                    return
                except (*_AWAY, *_AGAIN, _Lost) as away:
                    log.warning("storage_write_failed", error=str(away))
                    self._drop_writer()
                    await asyncio.sleep(_RETRY_SECONDS)
                except asyncio.CancelledError:
                    self._drop_writer()  # a server that stands still would not answer a ROLLBACK either
                    raise
        raise StorageAway("The database is closed")

    async def close(self) -> None:
        """End all connections."""
        self._closing = True
        self._drop_writer()
        with suppress(*_AWAY):
            async with asyncio.timeout(_AWAY_SECONDS):  # past it, the pool drops what is still in use
                await self._pool.close()

    async def _transact(
        self, connection: asyncpg.Connection, batch: Callable[[Session], Awaitable[None]], *, savepoints: bool
    ) -> None:
        await connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
        try:
            await carry_out(batch, _Wire(connection), savepoints=savepoints)
        except Exception:
            await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")

    async def _writing_connection(self) -> asyncpg.Connection:
        if self._writer is None or self._writer.is_closed():
            self._writer = await asyncpg.connect(
                self._url,
                command_timeout=_STATEMENT_SECONDS,
                timeout=_AWAY_SECONDS,
                server_settings={
                    "application_name": "biztweet-writer",
                    "jit": "off",
                    "synchronous_commit": "on",
                    "lock_timeout": "4s",
                    "idle_in_transaction_session_timeout": "10s",
                },
            )
        return self._writer

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.terminate()


class _Lost(StorageAway):
    """The connection went while a work was using it."""


class _Wire:
    """A connection in a transaction."""

    dialect = "postgresql"
    failures: tuple[type[Exception], ...] = (ValueRefused, asyncpg.PostgresError)

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def fetch(self, compiled: Compiled, arguments: list[Any]) -> list[Any]:
        with _translating_errors():
            rows: list[Any] = await self._connection.fetch(compiled.sql, *arguments)
        return rows

    async def run(self, compiled: Compiled, each: Sequence[list[Any]]) -> None:
        with _translating_errors():
            if len(each) == 1:
                await self._connection.fetch(compiled.sql, *each[0])
            else:
                await self._connection.executemany(compiled.sql, each)

    async def control(self, sql: str) -> None:
        await self._connection.execute(sql)


@contextmanager
def _translating_errors() -> Iterator[None]:
    """Say in our words what a statement met, unless that is the statement's own."""
    try:
        yield
    except _REFUSED as error:
        raise ValueRefused(str(error)) from error
    except (*_AWAY, *_AGAIN) as away:
        raise _Lost(str(away)) from away


@asynccontextmanager
async def _patience() -> AsyncIterator[None]:
    """Bound retries in time; past it the storage counts as away."""
    try:
        async with asyncio.timeout(_AWAY_SECONDS):
            yield
    except TimeoutError as away:
        raise StorageAway("The database does not answer") from away


async def _fetched(connection: asyncpg.Connection, sql: str, arguments: list[Any]) -> list[Any]:
    try:
        rows: list[Any] = await connection.fetch(sql, *arguments)
    except asyncio.CancelledError:
        connection.terminate()  # else its release would wait for a server that may stand still
        raise
    return rows


async def _leave_as_it_is(_connection: asyncpg.Connection) -> None:
    """No reset between uses: our connections keep no session state, and the reset query would cost a third."""
