"""Refresh tokens: what renews a token that holds for a time only. Each renews once, and its second use ends the family.

Source: RFC 6749, 6; RFC 9700, 4.14 (rotation: whoever brings one that was used has stolen it, or was stolen from).
"""

import msgspec
import sqlalchemy as sa

from biztweet.access.apps import App
from biztweet.access.errors import GrantInvalid
from biztweet.access.revoke import revoke_within
from biztweet.access.tables import refreshes
from biztweet.access.tokens import Issued, issue_within
from biztweet.access.vault import Vault, hash_secret, new_secret
from biztweet.accounts.tables import accounts
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_HOLDS = 180 * DAY


class RefreshToken(msgspec.Struct, frozen=True):
    """One of a family. `token_id`: the token it came with, `token_holds`: how long each of its tokens does."""

    secret_hash: str
    family_id: int
    app_id: int
    account_id: int
    scopes: str
    token_id: int
    token_holds: int
    expires_at: int
    used_at: int | None
    active: bool


class TokenPair(msgspec.Struct, frozen=True):
    """A new token, and the secret that will renew it where there is one."""

    issued: Issued
    refresh_secret: str | None = None


_active = sa.and_(accounts.c.active, refreshes.c.token_id > accounts.c.access_after).label("active")
_refresh = sa.select(refreshes, _active).join(accounts, accounts.c.id == refreshes.c.account_id)
_secret_hash = sa.bindparam("secret_hash", type_=sa.Text)
_family_id = sa.bindparam("family_id", type_=Id)
_BY_SECRET = Query(RefreshToken, _refresh.where(refreshes.c.secret_hash == _secret_hash))
_BY_TOKEN = Query(RefreshToken, _refresh.where(refreshes.c.token_id == sa.bindparam("token_id", type_=Id)))
_FAMILY = Query(int, sa.select(refreshes.c.token_id).where(refreshes.c.family_id == _family_id))
_INSERT = Command(sa.insert(refreshes))
_USE = Command(
    sa.update(refreshes).where(refreshes.c.secret_hash == _secret_hash).values(used_at=sa.bindparam("at", type_=Id))
)
_FORGET = Command(sa.delete(refreshes).where(refreshes.c.family_id == _family_id))


async def begin_within(tx: Transaction, app_id: int, account_id: int, issued: Issued) -> str:
    """Begin a family with a token that holds for a time; return the secret that renews it."""
    holds = (issued.expires_at or issued.created_at) - issued.created_at
    return await _add_within(tx, app_id, account_id, issued, family_id=issued.token_id, holds=holds)


async def renew(db: Database, vault: Vault, app: App, secret: str) -> TokenPair:
    """Change a refresh secret into a token and the next secret; the token it came with ends.

    Raises GrantInvalid; for one that was used already, after ending all of its family.
    """

    async def work(tx: Transaction) -> TokenPair | None:
        found = await tx.one(_BY_SECRET, secret_hash=hash_secret(secret))
        if found is None or found.app_id != app.id:
            return None
        if found.used_at is not None:
            await _end_within(tx, found)
            return None  # not raised: what is ended stays ended
        if found.expires_at <= tx.now or not found.active:
            return None
        await revoke_within(tx, found.token_id, found.account_id)
        issued = await issue_within(tx, vault, app.id, found.account_id, found.scopes, holds=found.token_holds)
        await tx.execute(_USE, secret_hash=found.secret_hash, at=tx.now)
        following = await _add_within(
            tx, app.id, found.account_id, issued, family_id=found.family_id, holds=found.token_holds
        )
        return TokenPair(issued, following)

    given = await db.write(work)
    if given is None:
        raise GrantInvalid
    return given


async def end_family(db: Database, app: App, secret: str) -> bool:
    """End the family of a refresh secret; True if the secret is one of the app's."""

    async def work(tx: Transaction) -> bool:
        found = await tx.one(_BY_SECRET, secret_hash=hash_secret(secret))
        if found is None or found.app_id != app.id:
            return False
        await _end_within(tx, found)
        return True

    return await db.write(work)


async def end(db: Database, token_id: int, account_id: int | None) -> None:
    """End a token and its family, if it has one."""

    async def work(tx: Transaction) -> None:
        await end_within(tx, token_id, account_id)

    await db.write(work)


async def end_within(tx: Transaction, token_id: int, account_id: int | None) -> None:
    """The same in the caller's transaction."""
    await revoke_within(tx, token_id, account_id)
    found = await tx.one(_BY_TOKEN, token_id=token_id)
    if found is not None:
        await _end_within(tx, found)


async def _add_within(
    tx: Transaction, app_id: int, account_id: int, issued: Issued, *, family_id: int, holds: int
) -> str:
    secret = new_secret()
    await tx.execute(
        _INSERT,
        secret_hash=hash_secret(secret),
        family_id=family_id,
        app_id=app_id,
        account_id=account_id,
        scopes=issued.scopes,
        token_id=issued.token_id,
        token_holds=holds,
        expires_at=tx.now + _HOLDS,
        used_at=None,
    )
    return secret


async def _end_within(tx: Transaction, found: RefreshToken) -> None:
    for token_id in await tx.rows(_FAMILY, family_id=found.family_id):
        await revoke_within(tx, token_id, found.account_id)
    await tx.execute(_FORGET, family_id=found.family_id)
