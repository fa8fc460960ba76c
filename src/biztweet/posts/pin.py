"""Pin a post to the head of one's own page and take it off: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.events import PostPinned, PostUnpinned
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import NotOnesOwn, PostNotFound, RepostPinned, TooManyPinned
from biztweet.posts.model import Post
from biztweet.posts.rules import MAX_PINNED
from biztweet.posts.visibility import visible_to_all


async def pin(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Pin a post of the viewer's own; True if that is new.

    Raises PostNotFound, NotOnesOwn, RepostPinned, TooManyPinned.
    """

    async def work(tx: Transaction) -> bool:
        post = await _own(tx, viewer, post_id)
        pinned = await tx.rows(store.PINNED, account_id=viewer.id)
        if post.id in pinned:
            return False
        if len(pinned) >= MAX_PINNED:
            raise TooManyPinned(MAX_PINNED)
        await tx.rows(store.PIN, account_id=viewer.id, post_id=post.id, id=tx.new_id())
        await tx.emit(PostPinned(post_id=post.id, account_id=viewer.id))
        return True

    return await db.write(work)


async def unpin(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Pin a post no longer; True if it was pinned. Raises PostNotFound, NotOnesOwn, RepostPinned."""

    async def work(tx: Transaction) -> bool:
        post = await _own(tx, viewer, post_id)
        gone = await tx.rows(store.UNPIN, account_id=viewer.id, post_id=post.id)
        if gone:
            await tx.emit(PostUnpinned(post_id=post.id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)


async def _own(tx: Transaction, viewer: Viewer, post_id: int) -> Post:
    post = await tx.one(store.BY_IDS, ids=[post_id])
    if post is None or not visible_to_all(post):
        raise PostNotFound
    if post.author_id != viewer.id:
        raise NotOnesOwn
    if post.repost_of_id is not None:
        raise RepostPinned
    return post
