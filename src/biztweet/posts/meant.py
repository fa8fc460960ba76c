"""Which post an id means to somebody who answers, quotes, likes or keeps it."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Transaction
from biztweet.posts import store
from biztweet.posts.model import Post
from biztweet.posts.visibility import may_see


async def meant(tx: Transaction, viewer: Viewer, post_id: int) -> Post | None:
    """The post that `post_id` means to the viewer: for a repost, the original; None if it is not there."""
    post = await tx.one(store.BY_IDS, ids=[post_id])
    if post is not None and post.repost_of_id is not None and may_see(viewer, post):
        post = await tx.one(store.BY_IDS, ids=[post.repost_of_id])
    return post if post is not None and may_see(viewer, post) else None
