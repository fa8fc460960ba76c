"""The following timeline: posts, quotes and reposts of those one follows, and their replies to people one follows.

Whom one reads in an exclusive list of one's own is left out, as if not followed.
"""

import msgspec
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.follows.tables import follows
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import Id, any_of
from biztweet.timelines.gathered import Column, Statements, Test, gathered
from biztweet.timelines.gathering import Gathering
from biztweet.timelines.sources import Sources

_asker = sa.bindparam("account_id", type_=Id)


def _statements(followed: sa.Select[tuple[int]]) -> Statements:
    def is_author(column: Column) -> Test:
        return sa.or_(column == _asker, column.in_(followed))

    authors: sa.SelectBase = sa.union_all(followed, sa.select(_asker.label("author_id")))
    return Statements(authors, is_author, lambda _, answered_id: is_author(answered_id))


_followed = sa.select(follows.c.followee_id.label("author_id")).where(follows.c.follower_id == _asker)
_STATEMENTS = _statements(_followed)
_STATEMENTS_APART = _statements(_followed.where(sa.not_(any_of(follows.c.followee_id, "apart"))))


async def following(sources: Sources, viewer: Viewer, page: Page) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; at most two queries, often none."""
    circle, apart = await sources.graph.circle(viewer.id), await sources.rosters.apart(viewer.id)
    gathering = msgspec.structs.replace(await followed(sources, viewer.id), hidden=circle.hidden)
    statements = _STATEMENTS_APART if apart else _STATEMENTS
    return await gathered(sources, gathering, statements, page, account_id=viewer.id, apart=list(apart))


async def followed(sources: Sources, account_id: int) -> Gathering:
    """Whom an account's following timeline gathers, those it muted or blocked included."""
    circle, apart = await sources.graph.circle(account_id), await sources.rosters.apart(account_id)
    followees = circle.followees - apart if apart else circle.followees
    return Gathering(
        followees, followees, author_id=account_id, answered_id=account_id, without_reposts=circle.without_reposts
    )
