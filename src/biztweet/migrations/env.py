"""How Alembic meets the database: through its own driver, in a process of its own."""

import asyncio

import sqlalchemy as sa
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

_LOCK = 0x6D696772617465  # "migrate" in ASCII: two processes never migrate at once


def _run(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run_asyncpg(url: str) -> None:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


def _run_sqlite(url: str) -> None:
    # Not the interpreter's sqlite3: Debian 12's library can lose a commit. pysqlite3 carries its own.
    import pysqlite3.dbapi2  # noqa: PLC0415 - never loaded in the server's process

    engine = sa.create_engine(url, module=pysqlite3.dbapi2, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.commit()
        _run(connection)
    engine.dispose()


_url = context.config.get_main_option("sqlalchemy.url") or ""
if _url.startswith("postgresql"):
    asyncio.run(_run_asyncpg(_url))
else:
    _run_sqlite(_url)
