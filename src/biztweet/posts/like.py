"""Like and unlike: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.events import PostLiked, PostUnliked
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import PostNotFound
from biztweet.posts.model import Post
from biztweet.posts.target import target


async def like(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Like a post; True if that is new. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        post = await _post(tx, viewer, post_id)
        new = await tx.rows(store.LIKE, account_id=viewer.id, post_id=post.id, id=tx.new_id())
        if new:
            await _count(tx, viewer.id, post.id, 1)
            await tx.emit(PostLiked(post_id=post.id, author_id=post.author_id, liker_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unlike(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Like a post no longer; True if it was liked. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        post = await _post(tx, viewer, post_id)
        gone = await tx.rows(store.UNLIKE, account_id=viewer.id, post_id=post.id)
        if gone:
            await _count(tx, viewer.id, post.id, -1)
            await tx.emit(PostUnliked(post_id=post.id, author_id=post.author_id, liker_id=viewer.id))
        return bool(gone)

    return await db.write(work)


async def _post(tx: Transaction, viewer: Viewer, post_id: int) -> Post:
    post = await target(tx, viewer, post_id)
    if post is None:
        raise PostNotFound
    return post


async def _count(tx: Transaction, liker_id: int, post_id: int, more: int) -> None:
    await tx.execute(store.COUNT_LIKE, post_id=post_id, more=more)
    await tx.execute(accounts.COUNT_LIKE, account_id=liker_id, more=more)
