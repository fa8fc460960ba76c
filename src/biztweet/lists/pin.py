"""Keep a list at hand, and no longer: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.events import ListPinned, ListUnpinned
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.visibility import seen_within


async def pin(db: Database, viewer: Viewer, list_id: int) -> bool:
    """Pin a list for oneself; True if that is new. Raises ListNotFound."""

    async def work(tx: Transaction) -> bool:
        found = await seen_within(tx, viewer, list_id)
        new = await tx.rows(store.PIN, list_id=found.id, account_id=viewer.id, id=tx.new_id())
        if new:
            await tx.emit(ListPinned(list_id=found.id, account_id=viewer.id))
        return bool(new)

    return await db.write(work)


async def unpin(db: Database, viewer: Viewer, list_id: int) -> bool:
    """Pin a list no longer; True if it was pinned. Raises ListNotFound."""

    async def work(tx: Transaction) -> bool:
        found = await seen_within(tx, viewer, list_id)
        gone = await tx.rows(store.UNPIN, list_id=found.id, ids=[viewer.id])
        if gone:
            await tx.emit(ListUnpinned(list_id=found.id, account_id=viewer.id))
        return bool(gone)

    return await db.write(work)
