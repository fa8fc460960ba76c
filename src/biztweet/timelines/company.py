"""The company timeline: posts and quotes of everybody, and authors' replies to themselves."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import any_of
from biztweet.posts.tables import attachments, in_company, posts
from biztweet.timelines.sources import Sources

_shown = sa.select(posts.c.id).where(in_company, sa.not_(any_of(posts.c.author_id, "hidden")))
_KEYSETS = {
    False: Keyset(int, posts.c.id, _shown),
    True: Keyset(int, posts.c.id, _shown.where(sa.exists().where(attachments.c.post_id == posts.c.id))),
}


async def company(sources: Sources, viewer: Viewer, page: Page, *, only_media: bool = False) -> list[int]:
    """Ids, newest first, without posts of those the viewer muted or blocked; at most one query, mostly none."""
    hidden = (await sources.graph.circle(viewer.account_id)).hidden
    ids = None if only_media else sources.head.page(page, hidden)
    if ids is None:
        ids = await _KEYSETS[only_media].page(sources.db, page, hidden=list(hidden))
    return ids
