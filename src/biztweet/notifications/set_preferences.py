"""Say what one wants to be told of, and how."""

from collections.abc import Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.notifications import store
from biztweet.notifications.preferences import Preferences, checked


async def preferences_of(db: Database | Transaction, account_id: int) -> Preferences:
    """Somebody's preferences; one query."""
    return (await preferences_by_id(db, [account_id])).get(account_id, Preferences())


async def preferences_by_id(db: Database | Transaction, account_ids: Sequence[int]) -> dict[int, Preferences]:
    """The preferences of those who have said any; one query."""
    return {each.account_id: each.preferences for each in await db.rows(store.PREFERENCES, ids=account_ids)}


async def set_preferences(db: Database, viewer: Viewer, **changes: object) -> None:
    """Be told in other ways from now on: what is named changes, the rest stays as somebody may leave it meanwhile.

    Raises Invalid. No event: nothing else shows it.
    """

    async def work(tx: Transaction) -> None:
        preferences = msgspec.structs.replace(await preferences_of(tx, viewer.id), **changes)
        await tx.execute(store.SET_PREFERENCES, account_id=viewer.id, wishes=checked(preferences))

    await db.write(work)
