"""What migrations make of rows that are there already, on both databases."""

import importlib
from pathlib import Path

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine

from biztweet import migrations
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.lists.create import create
from biztweet.lists.listed import lists_of, one, people_of
from biztweet.lists.model import Outline
from biztweet.lists.pin import pin
from biztweet.lists.subscribe import subscribe
from tests.factories import a_person

VERSIONS = Path(next(iter(migrations.__path__))) / "versions"


async def fill(company: Company, name: str, *before: str) -> None:
    """Run statements that make rows as they once were, then the migration of that name."""
    [file] = VERSIONS.glob(f"[0-9]*_{name}.py")
    module = importlib.import_module(f"biztweet.migrations.versions.{file.stem}")

    def upgrade(connection: sa.Connection) -> None:
        for statement in before:
            connection.exec_driver_sql(statement)
        with Operations.context(MigrationContext.configure(connection)):
            module.upgrade()

    path, url = company.settings.sqlite_path, company.settings.database_url
    if path is not None:
        import pysqlite3.dbapi2  # noqa: PLC0415 - as in migrations/env.py

        engine = sa.create_engine(f"sqlite:///{path}", module=pysqlite3.dbapi2, poolclass=sa.NullPool)
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        return
    there = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=sa.NullPool)
    async with there.begin() as asked:
        await asked.run_sync(upgrade)
    await there.dispose()


async def test_lists_that_turned_private_let_go_of_everybody_but_their_owners(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    hidden, shown = [await create(here.db, minsu, Outline("팀")) for _ in range(2)]
    for who in (minsu, jane):
        for each in (hidden, shown):
            await subscribe(here.db, who, each)
            await pin(here.db, who, each)
    turned = f"UPDATE lists SET private = TRUE WHERE id = {hidden}"  # noqa: S608 - ours; as it once was
    await fill(here, "private_lists_let_go", turned)
    assert await _readers(here, minsu, hidden) == ([minsu.id], 1)
    assert await _readers(here, minsu, shown) == ([jane.id, minsu.id], 2)
    pinned = await lists_of(here.db, jane, jane.id, "pinned", Page(limit=10))
    assert [entry.subject_id for entry in pinned] == [shown]
    assert len(await lists_of(here.db, minsu, minsu.id, "pinned", Page(limit=10))) == 2


async def _readers(here: Company, viewer: Viewer, list_id: int) -> tuple[list[int], int]:
    entries = await people_of(here.db, list_id, "subscribers", Page(limit=10))
    return [entry.subject_id for entry in entries], (await one(here.db, viewer, list_id)).subscriber_count
