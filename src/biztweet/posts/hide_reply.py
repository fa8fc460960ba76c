"""Hide a reply in a thread that one began, and show it again: it stays readable behind a fold, all below it too."""

from biztweet.access.viewer import Viewer
from biztweet.events import ReplyHidden, ReplyUnhidden
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import NotAReply, NotTheirThread, PostNotFound
from biztweet.posts.model import Post
from biztweet.posts.visibility import visible_to_all


async def hide_reply(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Put a reply behind the fold; True if that is new. Raises PostNotFound, NotAReply, NotTheirThread."""

    async def work(tx: Transaction) -> bool:
        reply = await _reply(tx, viewer, post_id)
        new = await tx.rows(store.HIDE, post_id=reply.id, thread_id=reply.thread_id)
        if new:
            await tx.emit(ReplyHidden(post_id=reply.id, thread_id=reply.thread_id, account_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unhide_reply(db: Database, viewer: Viewer, post_id: int) -> bool:
    """Let it stand among the others again; True if it was hidden. Raises PostNotFound, NotAReply, NotTheirThread."""

    async def work(tx: Transaction) -> bool:
        reply = await _reply(tx, viewer, post_id)
        gone = await tx.rows(store.UNHIDE, post_id=reply.id)
        if gone:
            await tx.emit(ReplyUnhidden(post_id=reply.id, thread_id=reply.thread_id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)


async def _reply(tx: Transaction, viewer: Viewer, post_id: int) -> Post:
    """A reply in the viewer's own thread, of which the first post may be deleted by now."""
    reply = await tx.one(store.BY_IDS, ids=[post_id])
    if reply is None or not visible_to_all(reply):
        raise PostNotFound
    if reply.reply_to_id is None:
        raise NotAReply
    first = await tx.one(store.BY_IDS, ids=[reply.thread_id])
    if first is None or first.author_id != viewer.id:
        raise NotTheirThread
    return reply
