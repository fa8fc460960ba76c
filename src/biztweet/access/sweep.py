"""What access/ kept for a time and nobody can use any more: nonces, codes, requests, invitations, old sign-ins.

None of it is told of: whoever brings one of them is refused by its times already.
"""

import sqlalchemy as sa

from biztweet.access.oauth1 import WINDOW_SECONDS
from biztweet.access.sessions import IDLE
from biztweet.access.tables import grants, invitations, nonces, refreshes, requests, sessions
from biztweet.kernel.clock import DAY, SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command
from biztweet.ports.sql.types import Id

_NONCES_KEPT = 3 * WINDOW_SECONDS * SECOND
_GRANTS_KEPT = DAY  # so that a second use of a code is noticed
_INVITATIONS_KEPT = 7 * DAY

_before = sa.bindparam("before", type_=Id)
_FORGET_NONCES = Command(sa.delete(nonces).where(nonces.c.created_at < _before))
_FORGET_GRANTS = Command(sa.delete(grants).where(grants.c.expires_at < _before))
_FORGET_REFRESHES = Command(sa.delete(refreshes).where(refreshes.c.expires_at < _before))
_FORGET_REQUESTS = Command(sa.delete(requests).where(requests.c.expires_at < _before))
_FORGET_INVITATIONS = Command(sa.delete(invitations).where(invitations.c.expires_at < _before))
_FORGET_SESSIONS = Command(
    sa.delete(sessions).where(
        sa.or_(sessions.c.expires_at < _before, sessions.c.seen_at < sa.bindparam("idle_before", type_=Id))
    )
)


async def sweep_nonces(db: Database) -> None:
    """Forget what signed requests were numbered with: by now their timestamps are refused."""

    async def work(tx: Transaction) -> None:
        await tx.execute(_FORGET_NONCES, before=tx.now - _NONCES_KEPT)

    await db.write(work)


async def sweep(db: Database) -> None:
    """Forget codes, requests, refresh secrets, invitations and sign-ins that ran out."""

    async def work(tx: Transaction) -> None:
        await tx.execute(_FORGET_GRANTS, before=tx.now - _GRANTS_KEPT)
        await tx.execute(_FORGET_REFRESHES, before=tx.now)
        await tx.execute(_FORGET_REQUESTS, before=tx.now)
        await tx.execute(_FORGET_INVITATIONS, before=tx.now - _INVITATIONS_KEPT)
        await tx.execute(_FORGET_SESSIONS, before=tx.now, idle_before=tx.now - IDLE)

    await db.write(work)
