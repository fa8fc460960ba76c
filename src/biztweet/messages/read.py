"""Read a conversation, up to a message; or mark it as not read."""

from biztweet.access.viewer import Viewer
from biztweet.events import ConversationChanged
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.errors import ConversationNotFound


async def read(db: Database, viewer: Viewer, conversation_id: int, up_to: int | None = None) -> None:
    """Remember that the viewer has read a conversation, all of it or up to a message; it never goes back.

    Raises ConversationNotFound.
    """

    async def work(tx: Transaction) -> None:
        mine = await tx.one(store.MEMBERSHIP, conversation_id=conversation_id, account_id=viewer.id)
        if mine is None:
            raise ConversationNotFound
        newest = mine.last_message_id or 0
        last_read_id = newest if up_to is None else min(up_to, newest)
        if last_read_id > mine.last_read_id:
            await _move(tx, viewer, conversation_id, last_read_id)

    await db.write(work)


async def unread(db: Database, viewer: Viewer, conversation_id: int) -> None:
    """Let a conversation's newest message stand as not read. Raises ConversationNotFound."""

    async def work(tx: Transaction) -> None:
        mine = await tx.one(store.MEMBERSHIP, conversation_id=conversation_id, account_id=viewer.id)
        if mine is None or mine.last_message_id is None:
            raise ConversationNotFound
        if mine.last_read_id >= mine.last_message_id:
            await _move(tx, viewer, conversation_id, mine.last_message_id - 1)

    await db.write(work)


async def _move(tx: Transaction, viewer: Viewer, conversation_id: int, last_read_id: int) -> None:
    await tx.execute(store.SET_READ, conversation_id=conversation_id, account_id=viewer.id, last_read_id=last_read_id)
    await tx.emit(ConversationChanged(conversation_id=conversation_id, account_id=viewer.id))
