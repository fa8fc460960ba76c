"""An app asks to be told by push, changes of what, and asks no more; each of its tokens has one subscription."""

import msgspec

from biztweet.access.vault import Vault
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.errors import NotFound
from biztweet.kernel.transaction import Transaction
from biztweet.notifications.model import Kind
from biztweet.push import store
from biztweet.push.address import check
from biztweet.push.model import From, Keys, Subscription

MAX_SUBSCRIPTIONS = 20  # of one person; each notice is sent to all of them, and to hosts that nobody here knows


class AlertChoice(msgspec.Struct, frozen=True):
    """What an app wants to be told of: `kinds` of notices, `asked` for in its own words, by whose acts."""

    kinds: tuple[Kind, ...]
    asked: tuple[str, ...]
    told_from: From = From.everybody


class SubscriptionMissing(NotFound):
    """The token has no subscription."""

    def __init__(self) -> None:
        super().__init__("This token has no push subscription")


async def subscribe(
    db: Database, vault: Vault, viewer: Viewer, choice: AlertChoice, *, endpoint: str, keys: Keys, bearer: str
) -> Subscription:
    """Be told at `endpoint` from now on; what the token had before ends, as does what is beyond MAX_SUBSCRIPTIONS.

    Nothing is fetched. Raises SubscriptionMissing, and Invalid for an address that is not https, or keys that are
    none.
    """
    check(endpoint, keys)

    async def work(tx: Transaction) -> Subscription:
        wanted = Subscription(
            id=tx.new_id(),
            token_id=_token_id(viewer),
            account_id=viewer.id,
            endpoint=endpoint,
            keys=keys,
            bearer=vault.lock(bearer),
            kinds=choice.kinds,
            asked=choice.asked,
            told_from=choice.told_from,
            created_at=tx.now,
        )
        await tx.execute(store.PUT, **{name: getattr(wanted, name) for name in wanted.__struct_fields__})
        await tx.execute(store.FORGET_EARLIER, account_id=viewer.id, kept=MAX_SUBSCRIPTIONS)
        return wanted

    return await db.write(work)


async def change(db: Database, viewer: Viewer, choice: AlertChoice) -> Subscription:
    """Be told of other things. Raises SubscriptionMissing."""

    async def work(tx: Transaction) -> Subscription:
        before = await tx.one(store.OF_TOKEN, token_id=_token_id(viewer))
        if before is None:
            raise SubscriptionMissing
        after = msgspec.structs.replace(before, kinds=choice.kinds, asked=choice.asked, told_from=choice.told_from)
        await tx.execute(store.PUT, **{name: getattr(after, name) for name in after.__struct_fields__})
        return after

    return await db.write(work)


async def unsubscribe(db: Database, viewer: Viewer) -> None:
    """Be told no more; no subscription is no mistake. Raises SubscriptionMissing."""

    async def work(tx: Transaction) -> None:
        await tx.execute(store.FORGET_TOKEN, token_id=_token_id(viewer))

    await db.write(work)


async def subscription(db: Database, viewer: Viewer) -> Subscription:
    """What the viewer's token has asked for. Raises SubscriptionMissing."""
    found = await db.one(store.OF_TOKEN, token_id=_token_id(viewer))
    if found is None:
        raise SubscriptionMissing
    return found


def _token_id(viewer: Viewer) -> int:
    if viewer.token_id is None:
        raise SubscriptionMissing
    return viewer.token_id
