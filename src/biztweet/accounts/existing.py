"""An account as a transaction finds it, whatever caches remember."""

from biztweet.accounts import store
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.model import Account
from biztweet.kernel.transaction import Transaction


async def existing_account(tx: Transaction, account_id: int) -> Account:
    """The account of an id, active or not. Raises AccountNotFound."""
    found = await tx.one(store.BY_IDS, ids=[account_id])
    if found is None:
        raise AccountNotFound
    return found
