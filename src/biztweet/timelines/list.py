"""A list's timeline: posts, quotes and reposts of its members, and such answers as the list asks for."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.follows.tables import follows
from biztweet.kernel.paging import Page
from biztweet.lists.model import Replies
from biztweet.lists.rosters import Roster
from biztweet.lists.tables import members
from biztweet.ports.sql.types import Id
from biztweet.timelines.gathered import Column, Statements, Test, gathered
from biztweet.timelines.gathering import Gathering
from biztweet.timelines.sources import Sources

_owner = sa.bindparam("owner_id", type_=Id)
_members = sa.select(members.c.account_id.label("author_id")).where(
    members.c.list_id == sa.bindparam("list_id", type_=Id)
)
_followed = sa.select(follows.c.followee_id).where(follows.c.follower_id == _owner)
_ANSWERED: dict[Replies, list[sa.Select[tuple[int]]]] = {
    Replies.none: [],
    Replies.members: [_members],
    Replies.followed: [_followed],
}


def _statements(replies: Replies, *, reposts: bool) -> Statements:
    def may_answer(author_id: Column, answered_id: Column) -> Test:
        among = [answered_id.in_(select) for select in _ANSWERED[replies]]
        return sa.or_(answered_id == author_id, answered_id == _owner, *among)

    return Statements(_members, lambda column: column.in_(_members), may_answer, reposts=reposts)


_STATEMENTS = {
    (replies, reposts): _statements(replies, reposts=reposts) for replies in Replies for reposts in (True, False)
}


async def list_timeline(
    sources: Sources, viewer: Viewer, roster: Roster, page: Page, *, reposts: bool = True
) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; at most two queries, often none."""
    hidden = (await sources.graph.circle(viewer.account_id)).hidden
    found = roster.list
    return await gathered(
        sources,
        await of_list(sources, roster, hidden),
        _STATEMENTS[found.replies, reposts],
        page,
        in_memory=reposts,
        list_id=found.id,
        owner_id=found.owner_id,
    )


async def of_list(sources: Sources, roster: Roster, hidden: frozenset[int] = frozenset()) -> Gathering:
    """Whom a list's timeline gathers."""
    owner_id = roster.list.owner_id
    match roster.list.replies:
        case Replies.none:
            answered = frozenset[int]()
        case Replies.members:
            answered = roster.members
        case Replies.followed:
            answered = (await sources.graph.circle(owner_id)).followees
    return Gathering(roster.members, answered, hidden, answered_id=owner_id)
