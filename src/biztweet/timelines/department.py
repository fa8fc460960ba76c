"""A department's timeline: of the company timeline, what its members wrote."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.accounts.tables import accounts
from biztweet.kernel.paging import Page
from biztweet.timelines.gathered import Statements, gathered
from biztweet.timelines.gathering import Gathering
from biztweet.timelines.sources import Sources

_members = sa.select(accounts.c.id.label("author_id")).where(
    accounts.c.department == sa.bindparam("department", type_=sa.Text)
)
_STATEMENTS = Statements(
    _members,
    lambda column: column.in_(_members),
    lambda author_id, answered_id: author_id == answered_id,
    reposts=False,
)


async def department(sources: Sources, viewer: Viewer, name: str, page: Page) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; at most three queries, often none.

    Posts, quotes, and authors' replies to themselves. Nobody writes in the department without a name.
    """
    members = await sources.departments.members(name)
    if not members:
        return []
    hidden = (await sources.graph.circle(viewer.account_id)).hidden
    ids = sources.head.page(page, hidden, among=members)
    if ids is None:
        gathering = Gathering(members, frozenset(), hidden)
        ids = await gathered(sources, gathering, _STATEMENTS, page, in_memory=False, department=name)
    return ids
