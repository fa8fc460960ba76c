"""The migrations make the very tables that the code speaks of, on both databases, however often they are run."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from biztweet.migrations import HEAD
from biztweet.opening import SchemaMismatch, migrate, opened, shape
from biztweet.schema import ALL
from biztweet.settings import Settings
from tests.companies import migrate_now
from tests.servers import PostgresServer

# The search index is of each database's own kind, as no metadata can say: tests/ports/test_index.py.
TABLES = [table for metadata in ALL for table in metadata.sorted_tables]


@pytest.fixture
def empty(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of a company that has no tables yet, on the side the test is marked with."""
    if request.param == "sqlite":
        yield Settings(data=tmp_path / "data")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield Settings(data=tmp_path / "data", database_url=url)


both = pytest.mark.parametrize("empty", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)


def run(settings: Settings, sql: str, server: PostgresServer | None) -> list[tuple[Any, ...]]:
    """Rows of `sql`, asked with another driver than the product's."""
    if settings.sqlite_path is not None:
        with pysqlite3.dbapi2.connect(str(settings.sqlite_path)) as connection:
            rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
            return rows
    assert server is not None
    found = server.run(sql, settings.database_url.rpartition("/")[2])
    return [tuple(line.split("|")) for line in found.splitlines()]


def plain(sql: str) -> str:
    """A definition without what is a matter of taste; a column that was added later stands behind the others."""
    sql = re.sub(r'["\s]+', " ", sql.replace("(", " ( ").replace(")", " ) ").replace(",", " , ")).strip()
    sql = sql.replace(" IF NOT EXISTS", "")
    head, _, inside = sql.partition(" ( ")
    if not head.startswith("CREATE TABLE"):
        return sql
    return f"{head} ( {' , '.join(sorted(re.split(r' , (?![^(]*[)] )', inside.removesuffix(' )'))))} )"


def of_code(dialect: Dialect) -> set[str]:
    definitions = {plain(str(CreateTable(table).compile(dialect=dialect))) for table in TABLES}
    indexes = (index for table in TABLES for index in table.indexes)
    return definitions | {plain(str(CreateIndex(index).compile(dialect=dialect))) for index in indexes}


def test_the_sqlite_tables_are_those_of_the_code(tmp_path: Path) -> None:
    path = tmp_path / "migrated.db"
    migrate_now(f"sqlite:///{path}")
    with pysqlite3.dbapi2.connect(str(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    migrated = {plain(sql) for (sql,) in rows if "alembic_version" not in sql and "post_index" not in sql}
    assert migrated == of_code(sqlite.dialect())


@pytest.mark.postgres
def test_the_postgresql_tables_are_those_of_the_code(postgres_server: PostgresServer) -> None:
    """Both are made, and the server's own words for them compared."""
    with postgres_server.database() as migrated, postgres_server.database() as made:
        migrate_now(migrated)
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        statements = [str(CreateTable(table).compile(dialect=dialect)) for table in TABLES]
        statements += [str(CreateIndex(i).compile(dialect=dialect)) for table in TABLES for i in table.indexes]
        postgres_server.run(";".join(statements), made.rpartition("/")[2])
        for question in (
            """SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
               WHERE table_schema = 'public' AND table_name NOT IN ('alembic_version', 'post_index') ORDER BY 1, 2""",
            """SELECT indexdef FROM pg_indexes
               WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'post_index') ORDER BY 1""",
            """SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint
               WHERE connamespace = 'public'::regnamespace
               AND conrelid::regclass::text NOT IN ('alembic_version', 'post_index') ORDER BY 1, 2, 3""",
        ):
            answers = [postgres_server.run(question, url.rpartition("/")[2]) for url in (migrated, made)]
            assert answers[0] == answers[1]
            assert answers[0]


def test_a_migration_that_is_killed_leaves_nothing_half_made(tmp_path: Path) -> None:
    """At whatever moment: what is there is all of it or none, and the next try ends well."""
    path = tmp_path / "killed.db"
    command = [sys.executable, "-m", "biztweet.migrations", f"sqlite:///{path}"]
    began = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - began
    for part in (0.85, 0.92, 0.99):
        path.unlink()
        process = subprocess.Popen(command)
        time.sleep(whole * part)
        process.kill()
        process.wait()
        with pysqlite3.dbapi2.connect(str(path)) as connection:
            [(tables,)] = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'post_index%'"
            ).fetchall()
        assert tables in (0, len(TABLES) + 1)
        subprocess.run(command, check=True)


def test_no_two_slices_claim_the_same_table() -> None:
    names = [table.name for table in TABLES]
    assert len(names) == len(set(names))


@both
async def test_an_empty_database_is_migrated_and_opened_and_a_second_time_nothing_happens(empty: Settings) -> None:
    assert await shape(empty) is None
    for _ in range(2):
        await migrate(empty)
        assert await shape(empty) == HEAD
        async with opened(empty) as company:
            assert company.live.epoch > 0


@both
async def test_a_database_without_tables_says_what_to_do(empty: Settings) -> None:
    with pytest.raises(SchemaMismatch, match="biztweet migrate"):
        async with opened(empty):
            pass


@both
async def test_a_database_of_a_newer_version_is_refused(empty: Settings, request: pytest.FixtureRequest) -> None:
    await migrate(empty)
    server = None if empty.sqlite_path is not None else request.getfixturevalue("postgres_server")
    run(empty, "UPDATE alembic_version SET version_num = '9999'", server)
    with pytest.raises(SchemaMismatch, match="newer version"):
        async with opened(empty):
            pass
    with pytest.raises(SchemaMismatch, match="Migration failed"):
        await migrate(empty)


@both
def test_two_processes_may_migrate_at_once(empty: Settings) -> None:
    empty.data.mkdir()
    url = f"sqlite:///{empty.sqlite_path}" if empty.sqlite_path is not None else empty.database_url
    command = [sys.executable, "-m", "biztweet.migrations", url]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ends = [(process.communicate(timeout=60)[1], process.returncode) for process in processes]
    assert [code for _, code in ends] == [0, 0, 0], ends


async def test_a_migration_that_cannot_reach_its_database_says_so(tmp_path: Path) -> None:
    nowhere = Settings(data=tmp_path, database_url="postgresql://biztweet@127.0.0.1:1/none")
    with pytest.raises(SchemaMismatch, match=r"Migration failed: .+"):
        await migrate(nowhere)


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    folder = Path(sys.modules["biztweet.migrations"].__file__ or "").parent / "versions"
    assert max(path.name[:4] for path in folder.glob("[0-9]*.py")) == HEAD
