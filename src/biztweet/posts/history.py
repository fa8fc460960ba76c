"""A post's history: its words as they stood, open to everybody who can see the post."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.media import store as media
from biztweet.media.model import Media
from biztweet.polls import store as polls
from biztweet.posts import store
from biztweet.posts.errors import PostNotFound
from biztweet.posts.model import Revision
from biztweet.posts.revision import revision_of
from biztweet.posts.visibility import may_see


class RevisionView(msgspec.Struct, frozen=True):
    """One revision with the pictures it showed, as far as they are still kept."""

    revision: Revision
    pictures: tuple[Media, ...]


async def history(db: Database, viewer: Viewer, post_id: int) -> list[RevisionView]:
    """Every revision, the first one first, today's words last; at most five queries. Raises PostNotFound."""
    post = await db.one(store.BY_IDS, ids=[post_id])
    if post is None or not may_see(viewer, post):
        raise PostNotFound
    shown = [place.media_id for place in await db.rows(store.MEDIA_OF, ids=[post_id])]
    asked = await db.one(polls.BY_POST_IDS, ids=[post_id]) if post.has_poll else None
    revisions = [*await db.rows(store.REVISIONS, post_id=post_id), revision_of(post, shown, asked)]
    wanted = {media_id for revision in revisions for media_id in revision.media_ids}
    kept = {m.id: m for m in await db.rows(media.BY_IDS, ids=list(wanted))} if wanted else {}
    return [RevisionView(each, tuple(kept[i] for i in each.media_ids if i in kept)) for each in revisions]
