"""Client credentials: tokens with which an app that somebody here registered acts for itself and for nobody."""

import sqlalchemy as sa

from biztweet.access.apps import App, AppUnknown
from biztweet.access.revoke import revoke_within
from biztweet.access.scopes import Level
from biztweet.access.tables import tokens
from biztweet.access.tokens import Issued, issue_within
from biztweet.access.vault import Vault
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

_MAX_TOKENS = 20  # programs ask for a new one at each start, and forget the old

_STANDING = Query(
    int,
    sa.select(tokens.c.id)
    .where(
        tokens.c.app_id == sa.bindparam("app_id", type_=Id),
        tokens.c.account_id.is_(None),
        tokens.c.revoked_at.is_(None),
    )
    .order_by(tokens.c.id.desc()),
)


async def issue_app_only(db: Database, vault: Vault, app: App) -> Issued:
    """A token that reads what the company can read; the oldest of too many ends. Raises AppUnknown."""
    if not app.trusted:
        raise AppUnknown
    given = frozenset(scope for scope in Level.read.scopes if app.within(scope))

    async def work(tx: Transaction) -> Issued:
        for token_id in (await tx.rows(_STANDING, app_id=app.id))[_MAX_TOKENS - 1 :]:
            await revoke_within(tx, token_id, None)
        return await issue_within(tx, vault, app.id, None, " ".join(sorted(given)))

    return await db.write(work)
