"""Everybody of a company, page by page."""

from biztweet.accounts import store
from biztweet.accounts.model import Account
from biztweet.kernel.database import Database

_PAGE = 500


async def everybody(db: Database) -> list[Account]:
    """All accounts, active or not, in the order in which they joined."""
    found: list[Account] = []
    while page := await db.rows(store.EVERYBODY, after=found[-1].id if found else 0, limit=_PAGE):
        found.extend(page)
    return found
