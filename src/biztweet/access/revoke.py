"""Revoke: tokens end, one by one or all of an app's, and with them what would renew them."""

import msgspec
import sqlalchemy as sa

from biztweet.access.tables import refreshes, tokens
from biztweet.events import TokenRevoked, TokensRevoked
from biztweet.kernel.batched import batched
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_AT_ONCE = 500


class _Ended(msgspec.Struct, frozen=True):
    id: int
    account_id: int | None


_of_app = sa.bindparam("app_id", type_=Id)
_of_account = sa.bindparam("account_id", type_=Id)
_stands = tokens.c.revoked_at.is_(None)


def _revoke(*which: sa.ColumnElement[bool]) -> Query[int]:
    ended = sa.update(tokens).where(*which, _stands).values(revoked_at=sa.bindparam("at", type_=Id))
    return Query(int, ended.returning(tokens.c.id))


_REVOKE = _revoke(tokens.c.id == sa.bindparam("token_id", type_=Id))
_REVOKE_FOR = _revoke(tokens.c.app_id == _of_app, tokens.c.account_id == _of_account)
_REVOKE_ALL = _revoke(tokens.c.app_id == _of_app)
_FORGET_FOR = Command(sa.delete(refreshes).where(refreshes.c.app_id == _of_app, refreshes.c.account_id == _of_account))
_FORGET_ALL = Command(sa.delete(refreshes).where(refreshes.c.app_id == _of_app))
_RAN_OUT = Query(
    _Ended,
    sa.select(tokens.c.id, tokens.c.account_id)
    .where(_stands, tokens.c.expires_at < sa.bindparam("now", type_=Id))
    .limit(_AT_ONCE),
)


async def revoke(db: Database, token_id: int, account_id: int | None) -> bool:
    """End a token; True if it was in use."""

    async def work(tx: Transaction) -> bool:
        return await revoke_within(tx, token_id, account_id)

    return await db.write(work)


async def revoke_within(tx: Transaction, token_id: int, account_id: int | None) -> bool:
    """The same in the caller's transaction."""
    ended = await tx.rows(_REVOKE, token_id=token_id, at=tx.now)
    if ended:
        await tx.emit(TokenRevoked(token_id=token_id, account_id=account_id))
    return bool(ended)


async def revoke_app_for(db: Database, app_id: int, account_id: int) -> int:
    """End all that an app may do for an account; return how many tokens it had."""

    async def work(tx: Transaction) -> int:
        await tx.execute(_FORGET_FOR, app_id=app_id, account_id=account_id)
        ended = await tx.rows(_REVOKE_FOR, app_id=app_id, account_id=account_id, at=tx.now)
        for token_id in ended:
            await tx.emit(TokenRevoked(token_id=token_id, account_id=account_id))
        return len(ended)

    return await db.write(work)


async def revoke_app_within(tx: Transaction, app_id: int) -> int:
    """End all tokens of an app in the caller's transaction; return how many it had."""
    await tx.execute(_FORGET_ALL, app_id=app_id)
    ended = await tx.rows(_REVOKE_ALL, app_id=app_id, at=tx.now)
    for some in batched(ended, _AT_ONCE):
        await tx.emit(TokensRevoked(app_id=app_id, token_ids=some))
    return len(ended)


async def end_what_ran_out(db: Database) -> int:
    """Revoke tokens whose time is over, so that the streams they opened end too; return how many."""

    async def work(tx: Transaction) -> int:
        found = await tx.rows(_RAN_OUT, now=tx.now)
        for token in found:
            await revoke_within(tx, token.id, token.account_id)
        return len(found)

    return await db.write(work)
