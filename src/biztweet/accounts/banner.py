"""The picture at the head of somebody's page: their own, other than the photograph, which is the directory's."""

from biztweet.accounts import store
from biztweet.accounts.existing import existing_account
from biztweet.events import AccountChanged
from biztweet.kernel.transaction import Transaction


async def change_within(tx: Transaction, account_id: int, key: str) -> str:
    """Show the picture of `key`, or none if it is empty; return the key of the one before. Raises AccountNotFound."""
    found = await existing_account(tx, account_id)
    if key != found.banner_key:
        await tx.execute(store.SET_BANNER, account_id=account_id, banner_key=key)
        await tx.emit(AccountChanged(account_id=account_id))
    return found.banner_key
