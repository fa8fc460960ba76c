"""Notices to the queue of what is mailed at once, once in the installation."""

from biztweet.accounts import store as accounts
from biztweet.accounts.zones import zone_or_company
from biztweet.events import AccountDeactivated, AnyEvent, MailQueued, Notified
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.model import Stream
from biztweet.notifications.wish import wishes_of
from biztweet.notifications.wishes import rings_at

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
    wishes = await wishes_of(tx, event.recipient_id)
    if event.notice not in wishes.mailed:
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
        due_at=rings_at(wishes, zone_or_company(account.time_zone), tx.now),
    )
    if queued:
        await tx.emit(MailQueued())
