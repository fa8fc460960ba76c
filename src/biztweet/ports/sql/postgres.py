"""PostgreSQL through asyncpg: a pool of readers, and one connection that writes a batch at a time.

A batch starts by locking the counter row, held to commit: across all processes one batch runs at a time, so ids and
positions become visible in order. Commands are held back and sent many at a time (asyncpg pipelines `executemany`).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Literal, TypeVar, cast

import asyncpg
import structlog

from biztweet.ports.sql import Replay, Session, StorageAway, ValueRefused
from biztweet.ports.sql.statement import Command, Query

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

    async def write(self, batch: Callable[[Session], Awaitable[None]], *, careful: bool) -> None:
        """Run `batch`; again where the connection was lost, since only `batch` can tell whether it was stored.

        The server could not: after a crash it hands out transaction ids anew, and then vouches for somebody else's.
        """
        async with _patience():
            while not self._closing:
                try:
                    await self._transact(await self._writing_connection(), batch, careful=careful)
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
        self, connection: asyncpg.Connection, batch: Callable[[Session], Awaitable[None]], *, careful: bool
    ) -> None:
        await connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
        try:
            session = _Session(connection, careful=careful)
            await batch(session)
            await session.flush()
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


class _Session:
    """An open transaction. Commands wait until somebody reads; a mark is then a place in what waits."""

    def __init__(self, connection: asyncpg.Connection, *, careful: bool) -> None:
        self._connection = connection
        self._careful = careful
        self._waiting: list[tuple[Command, list[Any]]] = []
        self._kinds: set[Command] = set()  # of what waits
        self._flushes = 0
        self._depth = 0

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        if any(map(query.heeds, self._kinds)):
            await self.flush()
        compiled = query.compiled("postgresql")
        if query.writes:
            self._flushes += 1
        arguments = compiled.arguments(values)
        with self._failing_alone():
            return [compiled.build(row) for row in await self._connection.fetch(compiled.sql, *arguments)]

    async def execute(self, command: Command, values: dict[str, Any]) -> None:
        self._waiting.append((command, command.compiled("postgresql").arguments(values)))
        self._kinds.add(command)

    async def mark(self) -> object:
        if not self._careful:
            return len(self._waiting), self._flushes
        await self.flush()
        self._depth += 1
        await self._connection.execute(f"SAVEPOINT work{self._depth}")
        return self._depth

    async def undo(self, mark: object) -> None:
        if self._careful:
            self._waiting.clear()
            await self._connection.execute(f"ROLLBACK TO work{mark}")
            self._depth -= 1
            return
        waiting, flushes = cast("tuple[int, int]", mark)
        if flushes != self._flushes:
            raise Replay
        del self._waiting[waiting:]

    async def keep(self, mark: object) -> None:
        if self._careful:
            await self.flush()
            await self._connection.execute(f"RELEASE work{mark}")
            self._depth -= 1

    async def flush(self) -> None:
        """Send what waits, in its order; of one kind together what stands together, or only appends or adds."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._kinds.clear()
        self._flushes += 1
        for command, arguments in _gathered(waiting):
            sql = command.compiled("postgresql").sql
            with self._failing_alone():
                if len(arguments) == 1:
                    await self._connection.fetch(sql, *arguments[0])
                else:
                    await self._connection.executemany(sql, arguments)

    @contextmanager
    def _failing_alone(self) -> Iterator[None]:
        """A refused statement is its work's own failure only behind a savepoint; else the batch must run again."""
        try:
            yield
        except _REFUSED as error:
            if self._careful:
                raise ValueRefused(str(error)) from error
            raise Replay from error
        except (*_AWAY, *_AGAIN) as away:
            raise _Lost(str(away)) from away
        except asyncpg.PostgresError as error:
            if self._careful:
                raise
            raise Replay from error


def _gathered(waiting: list[tuple[Command, list[Any]]]) -> list[tuple[Command, list[list[Any]]]]:
    groups: list[tuple[Command, list[list[Any]]]] = []
    appending: dict[Command, list[list[Any]]] = {}
    adding: dict[Command, list[list[Any]]] = {}
    for command, arguments in waiting:
        if command.adds:
            adding.setdefault(command, []).append(arguments)
        elif command in appending:
            appending[command].append(arguments)
        elif groups and groups[-1][0] is command:
            groups[-1][1].append(arguments)
        else:
            groups.append((command, [arguments]))
            if command.appends:
                appending[command] = groups[-1][1]
    return [*groups, *adding.items()]


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
