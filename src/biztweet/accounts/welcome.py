"""Whether somebody was welcomed: once, at their first sign-in, and never again."""

import sqlalchemy as sa

from biztweet.accounts.tables import welcomes
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query, insert_or_skip

_WELCOME = Query(int, insert_or_skip(welcomes, returning=welcomes.c.account_id))
_KNOWN = Query(int, sa.select(welcomes.c.account_id).where(welcomes.c.account_id == sa.bindparam("account_id")))


async def welcome(db: Database, account_id: int) -> bool:
    """Whether an account is here for the first time; from now on it no longer is. No event: nothing else shows it."""
    if await db.one(_KNOWN, account_id=account_id) is not None:
        return False

    async def work(tx: Transaction) -> bool:
        return bool(await tx.rows(_WELCOME, account_id=account_id, at=tx.now))

    return await db.write(work)
