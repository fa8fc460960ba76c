"""Bookmark and unbookmark, for oneself only: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.events import PostBookmarked, PostUnbookmarked
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import PostNotFound
from biztweet.posts.target import target


async def bookmark(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Keep a post; True if that is new. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        if (post := await target(tx, viewer, post_id)) is None:
            raise PostNotFound
        new = await tx.rows(store.BOOKMARK, account_id=viewer.id, post_id=post.id, id=tx.new_id())
        if new:
            await tx.emit(PostBookmarked(post_id=post.id, account_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unbookmark(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Keep a post no longer; True if it was kept. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        if (post := await target(tx, viewer, post_id)) is None:
            raise PostNotFound
        gone = await tx.rows(store.UNBOOKMARK, account_id=viewer.id, post_id=post.id)
        if gone:
            await tx.emit(PostUnbookmarked(post_id=post.id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)
