"""Notices to the queue of what is to be sent, once in the installation; receivers end with tokens and sessions."""

from biztweet.accounts import store as accounts
from biztweet.accounts.zones import zone_or_company
from biztweet.events import (
    AccountDeactivated,
    AnyEvent,
    Notified,
    PushQueued,
    SessionEnded,
    TokenRevoked,
    TokensRevoked,
)
from biztweet.follows import store as follows
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.notifications import store as notifications
from biztweet.notifications.model import Notification
from biztweet.notifications.preferences import Preferences, rings_at
from biztweet.notifications.set_preferences import preferences_of
from biztweet.push import store
from biztweet.push.model import From, Receiver, Subscription

NAME = "push"


def wants(event: AnyEvent, *, sends: bool) -> bool:
    """Whether an event concerns receivers; notices do only where somebody `sends` what is queued."""
    return isinstance(event, TokenRevoked | TokensRevoked | SessionEnded | AccountDeactivated) or (
        sends and isinstance(event, Notified)
    )


async def react(tx: Transaction, recorded: Recorded) -> None:
    """Queue a notice for whoever wants it; forget the receivers of who is out."""
    match recorded.event:
        case Notified() as event:
            await _queue(tx, event)
        case TokenRevoked() as event:
            await tx.execute(store.FORGET_TOKEN, token_id=event.token_id)
        case TokensRevoked() as event:
            await tx.execute(store.FORGET_TOKENS, token_ids=event.token_ids)
        case SessionEnded() as event:
            await tx.execute(store.FORGET_SESSION, session_id=event.session_id)
        case AccountDeactivated() as event:
            await tx.execute(store.FORGET_ACCOUNT, account_id=event.account_id)
            await tx.execute(store.FORGET_BROWSERS_OF, account_id=event.account_id)
        case _:
            pass


async def _queue(tx: Transaction, event: Notified) -> None:
    subscribed = await tx.rows(store.OF_ACCOUNT, account_id=event.recipient_id)
    browsers = await tx.rows(store.RINGING_OF, account_id=event.recipient_id, now=tx.now)
    if not subscribed and not browsers:
        return
    notice = await tx.one(notifications.BY_ID, id=event.notification_id)
    if notice is None:
        return
    preferences = await preferences_of(tx, event.recipient_id)
    wanted: list[Receiver] = [*browsers] if notice.kind in preferences.ringing else []
    wanted += [each for each in subscribed if notice.kind in each.kinds and await _may_tell(tx, each, notice)]
    due_at = await _quiet_until(tx, event.recipient_id, preferences) if wanted else tx.now
    for each in wanted:
        await tx.execute(
            store.QUEUE,
            id=tx.new_id(),
            subscription_id=each.id,
            notification_id=notice.id,
            attempts=0,
            due_at=due_at,
        )
    if wanted:
        await tx.emit(PushQueued())


async def _quiet_until(tx: Transaction, account_id: int, preferences: Preferences) -> int:
    """When something may ring for somebody: now, or at the end of their quiet hours."""
    account = await tx.one(accounts.BY_IDS, ids=[account_id])
    return rings_at(preferences, zone_or_company(account.time_zone if account else ""), tx.now)


async def _may_tell(tx: Transaction, subscription: Subscription, notice: Notification) -> bool:
    """Whether the subscription is to be told of what this person does."""
    here, there = notice.recipient_id, notice.actor_id
    match subscription.told_from:
        case From.everybody:
            return True
        case From.followees:
            return bool(await tx.rows(follows.FOLLOWING_ME, account_id=there, ids=[here]))
        case From.followers:
            return bool(await tx.rows(follows.FOLLOWING_ME, account_id=here, ids=[there]))
        case From.nobody:
            return False
