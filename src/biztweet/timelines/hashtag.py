"""Posts under a topic."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import any_of
from biztweet.posts.tables import attachments, posts, stands, tags
from biztweet.posts.text import fold_tag
from biztweet.timelines.keyset import Keyset
from biztweet.timelines.sources import Sources

_tagged = (
    sa.select(tags.c.post_id)
    .join(posts, posts.c.id == tags.c.post_id)
    .where(tags.c.tag == sa.bindparam("tag", type_=sa.Text), stands, sa.not_(any_of(posts.c.author_id, "hidden")))
)
_KEYSETS = {
    False: Keyset(tags.c.post_id, _tagged),
    True: Keyset(tags.c.post_id, _tagged.where(sa.exists().where(attachments.c.post_id == posts.c.id))),
}


async def hashtag(sources: Sources, viewer: Viewer, tag: str, page: Page, *, only_media: bool = False) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; one query. `tag` with or without #, in any case."""
    circle = await sources.graph.circle(viewer.account_id)
    folded = fold_tag(tag.removeprefix("#"))
    return await _KEYSETS[only_media].ids(sources.db, page, tag=folded, hidden=list(circle.hidden))
