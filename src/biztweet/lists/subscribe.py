"""Subscribe to a list and leave it: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.events import ListSubscribed, ListUnsubscribed
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.visibility import seen_within


async def subscribe(db: Database, viewer: Viewer, list_id: int) -> bool:
    """Subscribe to a list; True if that is new. Raises ListNotFound."""

    async def work(tx: Transaction) -> bool:
        found = await seen_within(tx, viewer, list_id)
        new = await tx.rows(store.SUBSCRIBE, list_id=found.id, account_id=viewer.id, id=tx.new_id())
        if new:
            await tx.execute(store.COUNT_SUBSCRIBERS, list_id=found.id, more=1)
            await tx.emit(ListSubscribed(list_id=found.id, account_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unsubscribe(db: Database, viewer: Viewer, list_id: int) -> bool:
    """Subscribe no longer; True if one did. Raises ListNotFound."""

    async def work(tx: Transaction) -> bool:
        found = await seen_within(tx, viewer, list_id)
        gone = await tx.rows(store.UNSUBSCRIBE, list_id=found.id, ids=[viewer.id])
        if gone:
            await tx.execute(store.COUNT_SUBSCRIBERS, list_id=found.id, more=-1)
            await tx.emit(ListUnsubscribed(list_id=found.id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)
