"""Say what one wants to be told of, and how."""

from collections.abc import Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.notifications import store
from biztweet.notifications.wishes import Wishes, checked


async def wishes_of(db: Database | Transaction, account_id: int) -> Wishes:
    """Somebody's wishes; one query."""
    return (await wishes_by_id(db, [account_id])).get(account_id, Wishes())


async def wishes_by_id(db: Database | Transaction, account_ids: Sequence[int]) -> dict[int, Wishes]:
    """The wishes of those who have said any; one query."""
    return {each.account_id: each.wishes for each in await db.rows(store.WISHES, ids=account_ids)}


async def wish(db: Database, viewer: Viewer, **changes: object) -> None:
    """Be told in other ways from now on: the wishes named change, the others stay as somebody may leave them meanwhile.

    Raises Invalid. No event: nothing else shows it.
    """

    async def work(tx: Transaction) -> None:
        wishes = msgspec.structs.replace(await wishes_of(tx, viewer.id), **changes)
        await tx.execute(store.SET_WISHES, account_id=viewer.id, wishes=checked(wishes))

    await db.write(work)
