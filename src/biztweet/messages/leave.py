"""Leave a group: nothing more comes; what one was sent before stays."""

from biztweet.access.viewer import Viewer
from biztweet.events import ConversationChanged, ConversationLeft
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.errors import ConversationNotFound, NotAGroup
from biztweet.messages.model import MoveKind, is_group, key_of
from biztweet.messages.move import record_move_within


async def leave(db: Database, viewer: Viewer, conversation_id: int) -> None:
    """Take the viewer out of a group. Raises ConversationNotFound, NotAGroup."""

    async def work(tx: Transaction) -> None:
        conversation = await tx.one(store.BY_ID, conversation_id=conversation_id)
        member_ids = [seat.account_id for seat in await tx.rows(store.SEATS, ids=[conversation_id])]
        if conversation is None or viewer.id not in member_ids:
            raise ConversationNotFound
        if not conversation.is_group:
            raise NotAGroup
        left = [account_id for account_id in member_ids if account_id != viewer.id]
        await tx.execute(store.DELETE_MEMBER, conversation_id=conversation_id, account_id=viewer.id)
        await tx.execute(store.SET_KEY, conversation_id=conversation_id, key=await _key(tx, left))
        await record_move_within(tx, conversation_id, MoveKind.left, viewer.id, [viewer.id], member_ids)
        await tx.emit(ConversationLeft(conversation_id=conversation_id, account_id=viewer.id))
        for account_id in member_ids:
            await tx.emit(ConversationChanged(conversation_id=conversation_id, account_id=account_id))

    await db.write(work)


async def _key(tx: Transaction, member_ids: list[int]) -> str | None:
    """The key of those who are left: none where they have another conversation, or are two, whose key is a pair's."""
    if not is_group(member_ids):
        return None
    key = key_of(member_ids)
    return key if await tx.one(store.BY_KEY, key=key) is None else None
