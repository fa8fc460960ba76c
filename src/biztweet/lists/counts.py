"""In how many lists somebody stands: what anybody may count, so a private list is none of them."""

from collections.abc import Sequence

from biztweet.accounts import store as accounts
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store


async def count_within(tx: Transaction, account_ids: Sequence[int], *, more: int, private: bool) -> None:
    """Say that accounts stand in a list, 1, or no longer, -1."""
    if account_ids and not private:
        await tx.execute(accounts.COUNT_LISTED_OF_ALL, ids=list(account_ids), more=more)


async def count_all_within(tx: Transaction, list_id: int, *, more: int) -> tuple[int, ...]:
    """The same of everybody in a list; who they are."""
    members = await tx.rows(store.MEMBER_IDS, list_id=list_id)
    await count_within(tx, members, more=more, private=False)
    return tuple(members)
