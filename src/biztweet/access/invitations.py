"""Invitations: a one-time link with which somebody of the directory chooses a password and signs in."""

import msgspec
import sqlalchemy as sa

from biztweet.access.deactivation import active_since
from biztweet.access.passwords import Passwords, set_within
from biztweet.access.sessions import begin_within, end_all_within
from biztweet.access.tables import invitations
from biztweet.access.vault import hash_secret, new_secret
from biztweet.accounts import store as accounts
from biztweet.accounts.model import Account
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.errors import NotFound
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_HOLDS = 7 * DAY


class _Open(msgspec.Struct, frozen=True):
    account_id: int
    expires_at: int


_secret_hash = sa.bindparam("secret_hash", type_=sa.Text)
_INSERT = Command(sa.insert(invitations))
_OPEN = Query(
    _Open,
    sa.select(invitations.c.account_id, invitations.c.expires_at).where(
        invitations.c.secret_hash == _secret_hash,
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > sa.bindparam("now", type_=Id),
    ),
)
_USE = Command(
    sa.update(invitations)
    .where(invitations.c.secret_hash == _secret_hash)
    .values(used_at=sa.bindparam("now", type_=Id))
)
_REPLACE = Command(
    sa.delete(invitations).where(
        invitations.c.account_id == sa.bindparam("account_id", type_=Id), invitations.c.used_at.is_(None)
    )
)


class InvitationOver(NotFound):
    """No such invitation, or one that was used, replaced or is older than a week."""

    def __init__(self) -> None:
        super().__init__("This invitation is not valid any more; ask for a new one")


async def invite(db: Database, account_id: int) -> str:
    """Make an invitation and return its secret; earlier ones of the account end."""
    secret = new_secret()

    async def work(tx: Transaction) -> str:
        await tx.execute(_REPLACE, account_id=account_id)
        await tx.execute(
            _INSERT,
            secret_hash=hash_secret(secret),
            account_id=account_id,
            expires_at=tx.now + _HOLDS,
            used_at=None,
        )
        return secret

    return await db.write(work)


async def invited(db: Database, secret: str) -> Account:
    """Whom an invitation is for. Raises InvitationOver."""
    account = await db.one(accounts.BY_IDS, ids=[await _invited_id(db, secret, db.clock())])
    if account is None:
        raise InvitationOver
    return account


async def accept(db: Database, passwords: Passwords, secret: str, password: str, *, address: str, device: str) -> str:
    """Set the invited account's password, end its other sign-ins, sign it in; return the cookie's secret.

    Raises InvitationOver, Invalid.
    """
    await invited(db, secret)
    hashed = await passwords.hash(password)
    cookie = new_secret()

    async def work(tx: Transaction) -> str:
        account_id = await _invited_id(tx, secret, tx.now)
        await tx.execute(_USE, secret_hash=hash_secret(secret), now=tx.now)
        await set_within(tx, account_id, hashed)
        await end_all_within(tx, account_id)
        return await begin_within(tx, account_id, cookie, address=address, device=device)

    return await db.write(work)


async def _invited_id(reads: Database | Transaction, secret: str, now: int) -> int:
    found = await reads.one(_OPEN, secret_hash=hash_secret(secret), now=now)
    if found is None or not await active_since(reads, found.account_id, found.expires_at - _HOLDS):
        raise InvitationOver
    return found.account_id
