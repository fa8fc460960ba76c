"""How Alembic meets the database: through its own driver, in a process of its own."""

import asyncio
from typing import Any

import sqlalchemy as sa
from alembic import context

_PATIENCE_SECONDS = 60
_LOCK = 0x6D696772617465  # "migrate" in ASCII: two processes never migrate at once


def _run(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run_asyncpg(url: str) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - SQLite needs none of it

    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


def _run_sqlite(url: str) -> None:
    # Not the interpreter's sqlite3: Debian 12's library can lose a commit. pysqlite3 carries its own.
    import pysqlite3.dbapi2  # noqa: PLC0415 - never loaded in the server's process

    engine = sa.create_engine(
        url, module=pysqlite3.dbapi2, poolclass=sa.NullPool, connect_args={"timeout": _PATIENCE_SECONDS}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    # The driver would let each table stand by itself; so all of them do, or none, and two processes take turns.
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        _run(connection)
    engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - no driver of ours has types
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


_url = context.config.get_main_option("sqlalchemy.url") or ""
if _url.startswith("postgresql"):
    asyncio.run(_run_asyncpg(_url))
else:
    _run_sqlite(_url)
