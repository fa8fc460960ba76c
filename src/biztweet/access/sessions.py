"""Sign-ins on the web: rows, listed to their owner, ended one by one or all at once."""

import contextlib

import msgspec
import sqlalchemy as sa

from biztweet.access.tables import sessions
from biztweet.access.vault import hash_secret, new_secret
from biztweet.access.viewer import EVERYTHING, Viewer
from biztweet.accounts.model import Role
from biztweet.accounts.tables import accounts
from biztweet.events import AccountActivated, AccountChanged, AccountDeactivated, SessionEnded
from biztweet.kernel.cache import Cache
from biztweet.kernel.clock import DAY, HOUR
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unauthenticated, Unavailable
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

IDLE = 14 * DAY
MAX_AGE = 30 * DAY
_SEEN_EVERY = HOUR
_REMEMBERED = 20_000
_MAX_DEVICE_LENGTH = 200


class SessionOver(Unauthenticated):
    """No such sign-in, or one that ended."""

    def __init__(self) -> None:
        super().__init__("You are not signed in")


class Session(msgspec.Struct, frozen=True):
    """One sign-in; instants are microseconds."""

    id: int
    account_id: int
    created_at: int
    seen_at: int
    expires_at: int
    address: str
    device: str
    role: Role = Role.employee


_session = sa.select(*[sessions.c[name] for name in Session.__struct_fields__ if name != "role"], accounts.c.role).join(
    accounts,
    sa.and_(accounts.c.id == sessions.c.account_id, accounts.c.active, sessions.c.id > accounts.c.access_after),
)
_BY_HASH = Query(Session, _session.where(sessions.c.secret_hash == sa.bindparam("secret_hash", type_=sa.Text)))
_OF_ACCOUNT = Query(
    Session,
    _session.where(sessions.c.account_id == sa.bindparam("account_id", type_=Id)).order_by(sessions.c.id.desc()),
)
_INSERT = Command(sa.insert(sessions))
_SEEN = Command(
    sa.update(sessions)
    .where(sessions.c.id == sa.bindparam("session_id", type_=Id))
    .values(seen_at=sa.bindparam("at", type_=Id))
)
_END = Query(
    int,
    sa.delete(sessions)
    .where(
        sessions.c.id == sa.bindparam("session_id", type_=Id),
        sessions.c.account_id == sa.bindparam("account_id", type_=Id),
    )
    .returning(sessions.c.id),
)


class Sessions:
    """This process's memory of sign-ins."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: Cache[str, Session] = Cache(_REMEMBERED)

    async def viewer(self, secret: str) -> Viewer:
        """Who a session cookie speaks for. Raises SessionOver."""
        hashed = hash_secret(secret)
        known = self._known.get(hashed)
        if known is None:
            ticket = self._known.ticket()
            found = await self._db.lookup(_BY_HASH, secret_hash=hashed)
            if not found:
                raise SessionOver
            known = found[0]
            self._known.put(hashed, known, ticket)
        now = self._db.clock()
        if now > known.expires_at or now > known.seen_at + IDLE:
            raise SessionOver
        if now > known.seen_at + _SEEN_EVERY:
            await self._see(hashed, known)
        scopes = EVERYTHING | {"admin"} if known.role is Role.admin else EVERYTHING
        return Viewer(account_id=known.account_id, scopes=scopes, session_id=known.id)

    def apply(self, recorded: Recorded) -> None:
        """Forget everything when a sign-in or an account ends: it happens seldom, and must count at once."""
        if isinstance(recorded.event, SessionEnded | AccountDeactivated | AccountActivated | AccountChanged):
            self._known.clear()

    async def _see(self, hashed: str, session: Session) -> None:
        async def work(tx: Transaction) -> None:
            await tx.execute(_SEEN, session_id=session.id, at=tx.now)

        self._known.drop([hashed])
        with contextlib.suppress(Unavailable):  # who cannot write now may read all the same
            await self._db.write(work)


async def begin(db: Database, account_id: int, *, address: str, device: str) -> str:
    """Sign an account in; return the cookie's secret, which is always a fresh one."""
    secret = new_secret()

    async def work(tx: Transaction) -> str:
        return await begin_within(tx, account_id, secret, address=address, device=device)

    return await db.write(work)


async def begin_within(tx: Transaction, account_id: int, secret: str, *, address: str, device: str) -> str:
    """The same in the caller's transaction."""
    await tx.execute(
        _INSERT,
        id=tx.new_id(),
        secret_hash=hash_secret(secret),
        account_id=account_id,
        created_at=tx.now,
        seen_at=tx.now,
        expires_at=tx.now + MAX_AGE,
        address=address,
        device=device[:_MAX_DEVICE_LENGTH],
    )
    return secret


async def end(db: Database, account_id: int, session_id: int) -> bool:
    """End one of an account's sign-ins; True if it was there."""

    async def work(tx: Transaction) -> bool:
        return await end_within(tx, account_id, session_id)

    return await db.write(work)


async def end_within(tx: Transaction, account_id: int, session_id: int) -> bool:
    """The same in the caller's transaction."""
    ended = await tx.rows(_END, session_id=session_id, account_id=account_id)
    if ended:
        await tx.emit(SessionEnded(session_id=session_id, account_id=account_id))
    return bool(ended)


async def end_all(db: Database, account_id: int, *, but: int | None = None) -> int:
    """End all of an account's sign-ins, or all but one; return how many."""

    async def work(tx: Transaction) -> int:
        return await end_all_within(tx, account_id, but=but)

    return await db.write(work)


async def end_all_within(tx: Transaction, account_id: int, *, but: int | None = None) -> int:
    """The same in the caller's transaction."""
    others = [session.id for session in await tx.rows(_OF_ACCOUNT, account_id=account_id) if session.id != but]
    for session_id in others:
        await end_within(tx, account_id, session_id)
    return len(others)


async def of_account(db: Database, account_id: int) -> list[Session]:
    """An account's sign-ins that still hold, latest first."""
    now = db.clock()
    found = await db.rows(_OF_ACCOUNT, account_id=account_id)
    return [session for session in found if now <= session.expires_at and now <= session.seen_at + IDLE]
