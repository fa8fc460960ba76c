"""Deactivation: codes, requests and invitations that were given before one give no access after it."""

import sqlalchemy as sa

from biztweet.accounts.tables import accounts
from biztweet.kernel.database import Database
from biztweet.kernel.ids import id_at
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

_ACCESS_AFTER = Query(
    int,
    sa.select(accounts.c.access_after).where(accounts.c.id == sa.bindparam("account_id", type_=Id), accounts.c.active),
)


async def active_since(reads: Database | Transaction, account_id: int, given_at: int) -> bool:
    """Whether an account is active, and has not been deactivated since `given_at` (microseconds)."""
    access_after = await reads.one(_ACCESS_AFTER, account_id=account_id)
    return access_after is not None and (access_after == 0 or access_after < id_at(given_at))
