"""To whom a letter goes: the conversation it belongs to, begun if there is none yet, and who is in it."""

from collections.abc import Iterable, Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.errors import AccountNotFound
from biztweet.follows import store as follows
from biztweet.kernel.clock import DAY
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.errors import ConversationNotFound, NotReachable, TooManyConversations, TooManyMembers
from biztweet.messages.model import MAX_MEMBERS, Conversation, MessageDraft, MoveKind, is_group, key_of
from biztweet.messages.move import record_move_within
from biztweet.messages.rules import NEW_IN_A_DAY, MessageRules
from biztweet.posts.model import Entities, Post
from biztweet.posts.names import mentioned_ids

_OF_TWO = 2


class Addressed(msgspec.Struct, frozen=True):
    """A conversation and who is in it, the writer among them."""

    conversation: Conversation
    member_ids: tuple[int, ...]


async def addressed(
    tx: Transaction, viewer: Viewer, draft: MessageDraft, entities: Entities, parent: Post | None, rules: MessageRules
) -> Addressed:
    """Where a letter goes.

    Raises ConversationNotFound, AccountNotFound, NotReachable, TooManyMembers, TooManyConversations.
    """
    if draft.conversation_id is not None:
        return await taking_part(tx, viewer, draft.conversation_id)
    others = draft.to_ids or (mentioned_ids(entities) if draft.to_named else ())
    if not others and parent is not None and parent.conversation_id is not None:
        return await taking_part(tx, viewer, parent.conversation_id)
    return await _among(tx, viewer, {viewer.id, *others}, rules)


async def taking_part(tx: Transaction, viewer: Viewer, conversation_id: int) -> Addressed:
    """A conversation that the viewer is in and can write to.

    Raises ConversationNotFound, NotReachable, AccountNotFound.
    """
    conversation = await tx.one(store.BY_ID, conversation_id=conversation_id)
    member_ids = [seat.account_id for seat in await tx.rows(store.SEATS, ids=[conversation_id])]
    if conversation is None or viewer.id not in member_ids:
        raise ConversationNotFound
    if len(member_ids) <= _OF_TWO:
        await _check_reachable(tx, viewer, member_ids)
    return Addressed(conversation, tuple(member_ids))


async def _among(tx: Transaction, viewer: Viewer, member_ids: Iterable[int], rules: MessageRules) -> Addressed:
    """The one conversation of these people."""
    ids = tuple(sorted(member_ids))
    if len(ids) > MAX_MEMBERS:
        raise TooManyMembers(MAX_MEMBERS)
    known = await tx.one(store.BY_KEY, key=key_of(ids))
    if known is None or not known.is_group:
        await _check_reachable(tx, viewer, ids)
    return Addressed(known or await _begun(tx, viewer, ids, rules), ids)


async def _check_reachable(tx: Transaction, viewer: Viewer, member_ids: Sequence[int]) -> None:
    others = [account_id for account_id in member_ids if account_id != viewer.id]
    if not others:
        return
    found = await tx.rows(accounts.BY_IDS, ids=others)
    if len(found) < len(others):
        raise AccountNotFound
    blockers = await tx.rows(follows.BLOCKER_IDS, account_id=viewer.id)
    if not all(account.active for account in found) or not set(blockers).isdisjoint(others):
        raise NotReachable


async def _begun(tx: Transaction, viewer: Viewer, member_ids: Sequence[int], rules: MessageRules) -> Conversation:
    begun = await tx.one(store.BEGUN_SINCE, account_id=viewer.id, since=tx.now - DAY) or 0
    if begun >= NEW_IN_A_DAY and not rules.lifted:
        raise TooManyConversations(NEW_IN_A_DAY)
    conversation = Conversation(
        id=tx.new_id(),
        key=key_of(member_ids),
        is_group=is_group(member_ids),
        creator_id=viewer.id,
        created_at=tx.now,
    )
    await tx.execute(store.INSERT, **msgspec.structs.asdict(conversation))
    for account_id in member_ids:
        await tx.execute(
            store.INSERT_MEMBER,
            conversation_id=conversation.id,
            account_id=account_id,
            last_message_id=None,
            last_read_id=0,
        )
    if conversation.is_group:
        await record_move_within(tx, conversation.id, MoveKind.joined, viewer.id, member_ids, member_ids)
    return conversation
