"""SQLite through apsw: one writer thread, a few read-only connections in a pool, one more in the event loop.

WAL with `synchronous=FULL`: what is committed survives a power cut. Only the writer checkpoints.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, TypeVar

import apsw
import structlog

from biztweet.ports.sql import Session, StorageAway, ValueRefused
from biztweet.ports.sql.holding import Wire, carry_out
from biztweet.ports.sql.statement import Compiled, Query
from biztweet.ports.sql.types import fold

R = TypeVar("R")
_Work = Callable[[Wire], Coroutine[Any, Any, None]]
log = structlog.get_logger()

# SQLite before 3.51.3 can lose a commit when a WAL is reset under two connections. Source: sqlite.org/wal.html.
_OLDEST = (3, 51, 3)
_READERS = 4
_BUSY_MS = 5_000
_CACHE_KIB = 64 * 1024
_AWAY = (apsw.FullError, apsw.IOError, apsw.BusyError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.LockedError)
_REFUSED = (OverflowError, UnicodeEncodeError, apsw.TooBigError)


class SqliteEngine:
    """One company's database in one file. Without `durable` commits are flushed only when the engine is closed."""

    dialect: Literal["sqlite", "postgresql"] = "sqlite"

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        if tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) < _OLDEST:
            raise RuntimeError(f"SQLite {apsw.sqlite_lib_version()} can lose data; 3.51.3 or newer is needed")
        self._path = path
        self._durable = durable
        self._writer = _Writer(path, durable=durable)
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="sqlite-reader")
        self._opened: list[apsw.Connection] = []
        self._closing = False
        self._in_loop = _connect(path, read_only=True)

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """Read in the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, query, values)

    async def lookup(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """Read right here: a keyed row costs less than the way to a thread."""
        try:
            return _run(self._in_loop, query.compiled("sqlite"), values)
        except _AWAY as away:
            raise StorageAway(str(away)) from away

    async def write(self, batch: Callable[[Session], Awaitable[None]], *, savepoints: bool) -> None:
        """Run `batch` in the writer thread."""
        if self._closing:
            raise StorageAway("The database is closed")
        await asyncio.wrap_future(self._writer.submit(partial(carry_out, batch, savepoints=savepoints)))

    async def close(self) -> None:
        """End the threads and close every connection; the last one folds the WAL into the file."""
        self._closing = True
        await asyncio.to_thread(self._readers.shutdown)
        for connection in [*self._opened, self._in_loop]:
            connection.close()
        await asyncio.to_thread(self._writer.close)
        if not self._durable:
            await asyncio.to_thread(_flush, self._path)

    def _read(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        connection = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = self._local.connection = _connect(self._path, read_only=True)
                self._opened.append(connection)
            return _run(connection, query.compiled("sqlite"), values)
        except _AWAY as away:
            raise StorageAway(str(away)) from away


class _Writer:
    """The one thread that writes."""

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._connection = _connect(path, read_only=False)
        if not durable:
            self._connection.execute("PRAGMA synchronous = OFF")
        self._work: SimpleQueue[tuple[_Work, Future[None]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, work: _Work) -> Future[None]:
        done: Future[None] = Future()
        self._work.put((work, done))
        return done

    def close(self) -> None:
        self._work.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (item := self._work.get()) is not None:
            work, done = item
            if not done.set_running_or_notify_cancel():
                continue
            try:
                self._transact(work)
            except _AWAY as away:
                _end_on_failed_flush(away)
                done.set_exception(StorageAway(str(away)))
            except BaseException as error:  # noqa: BLE001 - carried to whoever awaits the batch
                done.set_exception(error)
            else:
                done.set_result(None)

    def _transact(self, work: _Work) -> None:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            _drive(work(_Wire(connection)))
            connection.execute("COMMIT")
        except BaseException:
            if not connection.get_autocommit():
                connection.execute("ROLLBACK")
            raise


class _Wire:
    """The writer in a transaction; nothing that is awaited here ever suspends."""

    dialect = "sqlite"
    failures: tuple[type[Exception], ...] = (ValueRefused, apsw.Error)

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    async def fetch(self, compiled: Compiled, arguments: list[Any]) -> list[Any]:
        with _translating_errors():
            return self._connection.execute(compiled.sql, arguments).fetchall()

    async def run(self, compiled: Compiled, each: Sequence[list[Any]]) -> None:
        with _translating_errors():
            self._connection.executemany(compiled.sql, each)

    async def control(self, sql: str) -> None:
        with _translating_errors():
            self._connection.execute(sql)


@contextmanager
def _translating_errors() -> Iterator[None]:
    """Say in our words what a statement met, unless that is the statement's own."""
    try:
        yield
    except _REFUSED as error:
        raise ValueRefused(str(error)) from error
    except _AWAY as away:
        _end_on_failed_flush(away)
        raise StorageAway(str(away)) from away


def _connect(path: Path, *, read_only: bool) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags | apsw.SQLITE_OPEN_NOMUTEX)
    connection.set_busy_timeout(_BUSY_MS)
    connection.create_scalar_function("fold", _fold, 1, deterministic=True)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _fold(*texts: object) -> str:
    return fold(str(texts[0]))  # no column that is folded may be NULL


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _run(connection: apsw.Connection, compiled: Compiled, values: dict[str, Any]) -> list[Any]:
    build = compiled.build
    try:
        return [build(row) for row in connection.execute(compiled.sql, compiled.arguments(values))]
    except _REFUSED as error:
        raise ValueRefused(str(error)) from error


def _drive(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that awaits only its session to its end, in this thread."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise RuntimeError("A write awaited something other than its transaction")


def _end_on_failed_flush(error: Exception) -> None:
    """After a failed fsync the kernel may have dropped the page: nothing may be acknowledged any more, so end."""
    if getattr(error, "extendedresult", 0) in (apsw.SQLITE_IOERR_FSYNC, apsw.SQLITE_IOERR_DIR_FSYNC):
        log.critical("storage_flush_failed", error=str(error))
        sys.stderr.flush()
        os._exit(1)
