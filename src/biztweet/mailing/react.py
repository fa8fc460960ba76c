"""Notices to the queue of what is mailed at once, once in the installation."""

from biztweet.accounts import store as accounts
from biztweet.accounts.zones import zone_or_company
from biztweet.events import AccountDeactivated, AnyEvent, MailQueued, Notified
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.model import Stream
from biztweet.notifications.preferences import rings_at
from biztweet.notifications.set_preferences import preferences_of

NAME = "mailing"


def wants(event: AnyEvent, *, sends: bool) -> bool:
    """Whether an event may be mailed; nothing is where nobody `sends` it."""
    return sends and isinstance(event, Notified | AccountDeactivated)


async def react(tx: Transaction, recorded: Recorded) -> None:
    """Queue a notice of a kind that its recipient wants by mail; whoever is out gets nothing more."""
    event = recorded.event
    if isinstance(event, AccountDeactivated):
        await tx.execute(store.FORGET_ACCOUNT, account_id=event.account_id)
    if not isinstance(event, Notified):
        return
    preferences = await preferences_of(tx, event.recipient_id)
    if event.notice not in preferences.mailed:
        return
    account = await tx.one(accounts.BY_IDS, ids=[event.recipient_id])
    if account is None or not account.active or not account.email:
        return
    queued = await tx.rows(
        store.QUEUE,
        id=tx.new_id(),
        account_id=account.id,
        stream=Stream.notices,
        notification_id=event.notification_id,
        attempts=0,
        due_at=rings_at(preferences, zone_or_company(account.time_zone), tx.now),
    )
    if queued:
        await tx.emit(MailQueued())
