"""Send a message: to one person, a few, a conversation, or oneself."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.events import ConversationChanged, MessageSent
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.address import Addressed, addressed
from biztweet.messages.model import MessageDraft
from biztweet.messages.rules import MessageRules, checked
from biztweet.posts import store as posts
from biztweet.posts.attach import attach
from biztweet.posts.author import author_of
from biztweet.posts.idempotency import keep, kept, prefetch_of
from biztweet.posts.model import Audience, Post
from biztweet.posts.names import mentioned
from biztweet.posts.publish import post_of
from biztweet.posts.target import related


async def send(db: Database, viewer: Viewer, draft: MessageDraft, rules: MessageRules) -> int:
    """Store a message together with the events that tell of it; return its id.

    It counts for nothing that others see: neither its author's posts, nor answers, nor topics. With an idempotency
    key, the same draft within 24 hours answers with the same message.

    Raises what `posts.publish.publish` does, save Repeated; MessageTooLong, ConversationNotFound, AccountNotFound,
    NotReachable, TooManyMembers, TooManyConversations.
    """
    content = checked(draft, rules)

    async def work(tx: Transaction) -> int:
        if (post_id := await kept(tx, viewer, draft)) is not None:
            return post_id
        author = await author_of(tx, viewer)
        parent, quoted = await related(tx, viewer, draft, in_message=True)
        entities = await mentioned(tx, content.words.spans)
        to = await addressed(tx, viewer, draft, entities, parent, rules)
        message = _message(post_of(tx, draft, content, author, parent, quoted, entities), to)
        await tx.execute(posts.INSERT, **msgspec.structs.asdict(message))
        await attach(tx, author.id, message.id, draft.media_ids)
        await _deliver(tx, message, to)
        await keep(tx, viewer, draft, message.id)
        await _emit_sent(tx, message, to, made=None if draft.media_ids else message)
        return message.id

    return await db.write(work, prefetch=[(accounts.SIGNERS, (viewer.id,)), *prefetch_of(viewer, draft)])


def _message(post: Post, to: Addressed) -> Post:
    return msgspec.structs.replace(
        post,
        audience=Audience.direct,
        in_company=False,
        conversation_id=to.conversation.id,
        addressee_ids=to.member_ids,
        removed_by_ids=(),
    )


async def _deliver(tx: Transaction, message: Post, to: Addressed) -> None:
    """Put a message into everybody's box, and its conversation on top of their lists."""
    await tx.execute(
        posts.INSERT_MESSAGE,
        post_id=message.id,
        conversation_id=message.conversation_id,
        addressee_ids=message.addressee_ids,
        removed_by_ids=message.removed_by_ids,
    )
    for account_id in to.member_ids:
        await tx.execute(
            posts.INSERT_ADDRESSEE,
            account_id=account_id,
            post_id=message.id,
            conversation_id=message.conversation_id,
            in_group=to.conversation.is_group,
        )
    await tx.execute(store.RAISE, conversation_id=to.conversation.id, post_id=message.id)
    await tx.execute(
        store.SET_READ,
        conversation_id=to.conversation.id,
        account_id=message.author_id,
        last_read_id=message.id,
    )


async def _emit_sent(tx: Transaction, message: Post, to: Addressed, made: Post | None) -> None:
    sent = MessageSent(
        post_id=message.id,
        author_id=message.author_id,
        conversation_id=to.conversation.id,
        addressee_ids=to.member_ids,
    )
    await tx.emit(sent, made=made)
    for account_id in to.member_ids:
        await tx.emit(ConversationChanged(conversation_id=to.conversation.id, account_id=account_id))
