"""Remove a message: from one's own box, or, for its author, everybody's; or a whole conversation from one's list."""

from collections.abc import Sequence

from biztweet.access.viewer import Viewer
from biztweet.events import ConversationChanged, MessageDeleted, MessageRemoved
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.errors import ConversationNotFound, MessageNotFound
from biztweet.posts import store as posts
from biztweet.posts.errors import NotTheAuthor
from biztweet.posts.model import Audience, Post
from biztweet.posts.remove import wipe
from biztweet.posts.visibility import may_see


async def remove(db: Database, viewer: Viewer, post_id: int) -> None:
    """Put a message away for oneself: the others keep it; once all have, its words go too. Raises MessageNotFound."""

    async def work(tx: Transaction) -> None:
        message = await _message(tx, viewer, post_id)
        removed_by_ids = (*(message.removed_by_ids or ()), viewer.id)
        await tx.execute(posts.REMOVE_FOR, post_id=message.id, removed_by_ids=removed_by_ids)
        await _take_out(tx, message, [viewer.id])
        if set(removed_by_ids) == set(message.addressee_ids or ()):
            await wipe(tx, message.id)
        await tx.emit(MessageRemoved(post_id=message.id, account_id=viewer.id))
        await _emit_changed(tx, message, [viewer.id])

    await db.write(work)


async def delete(db: Database, viewer: Viewer, post_id: int) -> None:
    """Delete a message of one's own for everybody. Raises MessageNotFound, NotTheAuthor."""

    async def work(tx: Transaction) -> None:
        message = await _message(tx, viewer, post_id)
        if message.author_id != viewer.id:
            raise NotTheAuthor
        member_ids = message.addressee_ids or ()
        await wipe(tx, message.id)
        await _take_out(tx, message, member_ids)
        await tx.emit(MessageDeleted(post_id=message.id, author_id=viewer.id, addressee_ids=member_ids))
        await _emit_changed(tx, message, member_ids)

    await db.write(work)


async def hide(db: Database, viewer: Viewer, conversation_id: int) -> None:
    """Take a conversation out of the viewer's list, until something is said in it. Raises ConversationNotFound."""

    async def work(tx: Transaction) -> None:
        mine = await tx.one(store.MEMBERSHIP, conversation_id=conversation_id, account_id=viewer.id)
        if mine is None or mine.last_message_id is None:
            raise ConversationNotFound
        await tx.execute(store.HIDE, conversation_id=conversation_id, account_id=viewer.id)
        await tx.emit(ConversationChanged(conversation_id=conversation_id, account_id=viewer.id))

    await db.write(work)


async def _message(tx: Transaction, viewer: Viewer, post_id: int) -> Post:
    message = await tx.one(posts.BY_IDS, ids=[post_id])
    if message is None or message.audience is not Audience.direct or not may_see(viewer, message):
        raise MessageNotFound
    return message


async def _take_out(tx: Transaction, message: Post, account_ids: Sequence[int]) -> None:
    await tx.execute(posts.DELETE_ADDRESSEES, post_id=message.id, ids=account_ids)
    await tx.execute(store.LOWER, conversation_id=message.conversation_id, post_id=message.id, ids=account_ids)


async def _emit_changed(tx: Transaction, message: Post, account_ids: Sequence[int]) -> None:
    for account_id in account_ids:
        if message.conversation_id is not None:
            await tx.emit(ConversationChanged(conversation_id=message.conversation_id, account_id=account_id))
