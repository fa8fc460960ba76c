"""Mute a thread, and no longer: whoever does is told no more of what happens in it, and reads it as before."""

from biztweet.access.viewer import Viewer
from biztweet.events import ThreadMuted, ThreadUnmuted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import PostNotFound
from biztweet.posts.target import target


async def mute_thread(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Mute the thread that a post stands in; True if that is new. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        thread_id = await _thread_id(tx, viewer, post_id)
        new = await tx.rows(store.MUTE_THREAD, account_id=viewer.id, thread_id=thread_id)
        if new:
            await tx.emit(ThreadMuted(thread_id=thread_id, account_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unmute_thread(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Mute it no longer; True if it was muted. Raises PostNotFound."""

    async def work(tx: Transaction) -> bool:
        thread_id = await _thread_id(tx, viewer, post_id)
        gone = await tx.rows(store.UNMUTE_THREAD, account_id=viewer.id, thread_id=thread_id)
        if gone:
            await tx.emit(ThreadUnmuted(thread_id=thread_id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)


async def _thread_id(tx: Transaction, viewer: Viewer, post_id: int) -> int:
    post = await target(tx, viewer, post_id, or_message=True)
    if post is None:
        raise PostNotFound
    return post.thread_id
