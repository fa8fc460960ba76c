"""Who writes: an account that may, with the name that will stand under what they write."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.model import Signer
from biztweet.kernel.transaction import Transaction
from biztweet.posts.errors import AccountInactive


async def author_of(tx: Transaction, viewer: Viewer) -> Signer:
    """The viewer as an author. Raises AccountInactive."""
    author = await tx.by_key(accounts.SIGNERS, viewer.id)
    if author is None or not author.active:
        raise AccountInactive
    return author
