"""What tests of searches share: waiting until the index holds what was posted."""

import asyncio

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.kernel.tables import cursors
from biztweet.ports.sql.statement import Query
from biztweet.search.find import find
from biztweet.search.query import understood

ALL = Page(limit=1_000)
_CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == "search"))


async def indexed(here: Company) -> None:
    """Return once the index knows of everything that happened so far."""
    await here.relay.barrier()
    wanted = here.relay.position
    async with asyncio.timeout(10):
        while (await here.db.one(_CURSOR) or 0) < wanted:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.005)


async def found(here: Company, viewer: Viewer, text: str, page: Page = ALL) -> list[int]:
    """What a search finds once all is indexed."""
    await indexed(here)
    return await find(here.search, viewer, understood(text), page)
