"""Put people into a list and take them out: both may be repeated, and say who is new or gone."""

from collections.abc import Sequence

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.errors import AccountNotFound
from biztweet.events import ListMembersAdded, ListMembersRemoved
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.counts import count_within
from biztweet.lists.errors import TooManyMembers
from biztweet.lists.rules import MAX_MEMBERS
from biztweet.lists.visibility import owned_within


async def add_members(db: Database, viewer: Viewer, list_id: int, account_ids: Sequence[int]) -> tuple[int, ...]:
    """Put accounts into a list of the viewer's own, all or none; who is new in it.

    Raises ListNotFound, NotTheOwner, AccountNotFound, TooManyMembers.
    """

    async def work(tx: Transaction) -> tuple[int, ...]:
        found = await owned_within(tx, viewer, list_id)
        wanted = list(dict.fromkeys(account_ids))
        there = {account.id for account in await tx.rows(accounts.BY_IDS, ids=wanted) if account.active}
        if not there.issuperset(wanted):
            raise AccountNotFound
        added = [account_id for account_id in wanted if await _enter(tx, found.id, account_id)]
        if found.member_count + len(added) > MAX_MEMBERS:
            raise TooManyMembers(MAX_MEMBERS)
        if added:
            await tx.execute(store.COUNT_MEMBERS, list_id=found.id, more=len(added))
            await count_within(tx, added, more=1, private=found.private)
            await tx.emit(ListMembersAdded(list_id=found.id, owner_id=found.owner_id, account_ids=tuple(added)))
        return tuple(added)

    return await db.write(work)


async def remove_members(db: Database, viewer: Viewer, list_id: int, account_ids: Sequence[int]) -> tuple[int, ...]:
    """Take accounts out of a list of the viewer's own; who is gone. Raises ListNotFound, NotTheOwner."""

    async def work(tx: Transaction) -> tuple[int, ...]:
        found = await owned_within(tx, viewer, list_id)
        gone = await tx.rows(store.REMOVE_MEMBERS, list_id=found.id, ids=list(account_ids))
        if gone:
            await tx.execute(store.COUNT_MEMBERS, list_id=found.id, more=-len(gone))
            await count_within(tx, gone, more=-1, private=found.private)
            await tx.emit(ListMembersRemoved(list_id=found.id, owner_id=found.owner_id, account_ids=tuple(gone)))
        return tuple(gone)

    return await db.write(work)


async def _enter(tx: Transaction, list_id: int, account_id: int) -> bool:
    return bool(await tx.rows(store.ADD_MEMBER, list_id=list_id, account_id=account_id, id=tx.new_id()))
