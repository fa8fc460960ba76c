"""Delete a list, with who stands in it and who reads it."""

from biztweet.access.viewer import Viewer
from biztweet.events import ListDeleted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.counts import count_all_within
from biztweet.lists.visibility import owned_within


async def remove(db: Database, viewer: Viewer, list_id: int) -> None:
    """Delete a list of the viewer's own. Raises ListNotFound, NotTheOwner."""

    async def work(tx: Transaction) -> None:
        gone = await owned_within(tx, viewer, list_id)
        counted = () if gone.private else await count_all_within(tx, gone.id, more=-1)
        for command in store.DELETE:
            await tx.execute(command, list_id=gone.id)
        await tx.emit(ListDeleted(list_id=gone.id, owner_id=gone.owner_id, counted_ids=counted))

    await db.write(work)
