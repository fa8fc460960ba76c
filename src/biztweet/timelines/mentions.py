"""Posts that name somebody."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import mentions as named
from biztweet.posts.tables import posts, visible_to_all
from biztweet.timelines.sources import Sources

_MENTIONS = Keyset(
    int,
    named.c.post_id,
    sa.select(named.c.post_id)
    .join(posts, posts.c.id == named.c.post_id)
    .where(
        named.c.account_id == sa.bindparam("account_id", type_=Id),
        visible_to_all,
        sa.not_(any_of(posts.c.author_id, "hidden")),
    ),
)


async def mentions(sources: Sources, viewer: Viewer, page: Page, account_id: int | None = None) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; one query. Of the viewer, or of an account."""
    named_id = viewer.id if account_id is None else account_id
    circle = await sources.graph.circle(viewer.account_id)
    return await _MENTIONS.page(sources.db, page, account_id=named_id, hidden=list(circle.hidden | {named_id}))
