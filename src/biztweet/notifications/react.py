"""Events to inboxes, once in the installation: what is written is keyed by the event's position."""

from biztweet.events import AnyEvent, ConversationChanged, MessageDeleted, Notified, PostDeleted, PostPublished
from biztweet.follows import store as follows
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store as messages
from biztweet.notifications import store
from biztweet.notifications.inbox import read_within
from biztweet.notifications.model import Kind, Notice
from biztweet.notifications.policy import Treatment
from biztweet.notifications.rules import notices, occasion
from biztweet.notifications.treat import treated
from biztweet.posts import store as posts

NAME = "notifications"
_TOLD_ONCE = (Kind.like, Kind.repost, Kind.follow)
_TOLD_ANEW_WHEN_READ = (Kind.edited, Kind.quoted_edited)  # who edits on and on has no way to ring all day


def wants(event: AnyEvent) -> bool:
    """Whether an event gives cause to write anything: most posts name nobody."""
    return (
        isinstance(event, PostDeleted | MessageDeleted | ConversationChanged)
        or bool(notices(event))
        or _is_awaited(event)
    )


async def react(tx: Transaction, recorded: Recorded) -> None:
    """Write what an event gives cause to tell; forget what was told of a post that is gone."""
    if isinstance(recorded.event, PostDeleted | MessageDeleted):
        await tx.execute(store.FORGET_POST, post_id=recorded.event.post_id)
        return
    if isinstance(recorded.event, ConversationChanged):
        await _read_messages(tx, recorded.event)
        return
    found = notices(recorded.event)
    if isinstance(event := recorded.event, PostPublished) and event.awaited:
        awaiting = await tx.rows(follows.AWAITING_IDS, target_id=event.author_id)
        notified = {notice.recipient_id for notice in found}
        found += [Notice(Kind.posted, one, event.author_id, event.post_id) for one in awaiting if one not in notified]
    if not found:
        return
    recipients = [notice.recipient_id for notice in found]
    silenced = set(await tx.rows(follows.SILENCED_BY, target_id=found[0].actor_id, ids=recipients, now=tx.now))
    if (about_id := occasion(recorded.event, found)) is not None:
        silenced |= set(await tx.rows(posts.THREAD_MUTERS, post_id=about_id, ids=recipients))
    found = [notice for notice in found if notice.recipient_id not in silenced]
    for notice, becomes in await treated(tx, recorded.event, found):
        if becomes is not Treatment.drop and not await _told_before(tx, notice):
            await _notify(tx, recorded.position, notice, kept_back=becomes is Treatment.filter)


async def _read_messages(tx: Transaction, event: ConversationChanged) -> None:
    """Whoever has read a message needs no notice of it any more."""
    mine = await tx.one(messages.MEMBERSHIP, conversation_id=event.conversation_id, account_id=event.account_id)
    if mine is None:
        return
    values = {"conversation_id": event.conversation_id, "last_read_id": mine.last_read_id}
    ids = await tx.rows(store.UNREAD_OF_CONVERSATION, recipient_id=event.account_id, **values)
    if ids:
        await read_within(tx, event.account_id, ids)


def _is_awaited(event: AnyEvent) -> bool:
    return isinstance(event, PostPublished) and event.awaited


async def _told_before(tx: Transaction, notice: Notice) -> bool:
    if notice.kind in _TOLD_ANEW_WHEN_READ:
        about = {"recipient_id": notice.recipient_id, "kind": notice.kind, "post_id": notice.post_id}
        return bool(await tx.rows(store.UNREAD_OF_POST, **about))
    return notice.kind in _TOLD_ONCE and bool(
        await tx.rows(
            store.TOLD_BEFORE,
            recipient_id=notice.recipient_id,
            kind=notice.kind,
            actor_id=notice.actor_id,
            about_id=notice.post_id or 0,
        )
    )


async def _notify(tx: Transaction, position: int, notice: Notice, *, kept_back: bool) -> None:
    new = await tx.rows(
        store.INSERT,
        id=tx.new_id(),
        recipient_id=notice.recipient_id,
        kind=notice.kind,
        actor_id=notice.actor_id,
        post_id=notice.post_id,
        position=position,
        created_at=tx.now,
        dismissed=False,
        kept_back=kept_back,
        read=False,
    )
    if kept_back:
        return
    for notification_id in new:
        event = Notified(notification_id=notification_id, recipient_id=notice.recipient_id, notice=notice.kind)
        await tx.emit(event)
