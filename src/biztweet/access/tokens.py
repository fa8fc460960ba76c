"""Apps' tokens: issued and recognised."""

import secrets

import msgspec
import sqlalchemy as sa

from biztweet.access.tables import apps, tokens
from biztweet.access.vault import Vault, hash_secret, new_secret
from biztweet.access.viewer import Viewer
from biztweet.accounts.tables import accounts
from biztweet.events import (
    AccountActivated,
    AccountChanged,
    AccountDeactivated,
    AppBlocked,
    AppChanged,
    AppRemoved,
    TokenRevoked,
    TokensRevoked,
)
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unauthenticated
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_REMEMBERED = 20_000
_FORGETTING = (
    TokenRevoked
    | TokensRevoked
    | AppChanged
    | AppRemoved
    | AppBlocked
    | AccountDeactivated
    | AccountActivated
    | AccountChanged
)


class TokenInvalid(Unauthenticated):
    """No such token, or one that was revoked or ran out, or whose account may no longer sign in."""

    def __init__(self) -> None:
        super().__init__("The access token is invalid")


class Issued(msgspec.Struct, frozen=True):
    """A new token with its secrets in clear: shown once, kept only as hash and ciphertext."""

    token_id: int
    bearer: str
    oauth1_token: str
    oauth1_secret: str
    scopes: str
    created_at: int
    expires_at: int | None = None


class Token(msgspec.Struct, frozen=True):
    """A token as it is recognised. `oauth1_secret`, `client_secret` are encrypted."""

    id: int
    app_id: int
    account_id: int | None
    scopes: str
    oauth1_secret: str | None
    app_name: str
    app_url: str
    client_id: str
    client_secret: str
    trusted: bool
    created_at: int
    expires_at: int | None = None


_token = (
    sa.select(
        tokens.c.id,
        tokens.c.app_id,
        tokens.c.account_id,
        tokens.c.scopes,
        tokens.c.oauth1_secret,
        apps.c.name.label("app_name"),
        apps.c.website.label("app_url"),
        apps.c.client_id,
        apps.c.client_secret,
        apps.c.trusted,
        tokens.c.created_at,
        tokens.c.expires_at,
    )
    .join(apps, apps.c.id == tokens.c.app_id)
    .outerjoin(accounts, accounts.c.id == tokens.c.account_id)
    .where(
        tokens.c.revoked_at.is_(None),
        apps.c.blocked_at.is_(None),
        sa.or_(tokens.c.account_id.is_(None), sa.and_(accounts.c.active, tokens.c.id > accounts.c.access_after)),
    )
)
_BY_HASH = Query(Token, _token.where(tokens.c.secret_hash == sa.bindparam("secret_hash", type_=sa.Text)))
_BY_OAUTH1 = Query(Token, _token.where(tokens.c.oauth1_token == sa.bindparam("oauth1_token", type_=sa.Text)))
_INSERT = Command(sa.insert(tokens))
_OF_ACCOUNT = Query(
    Token, _token.where(tokens.c.account_id == sa.bindparam("account_id", type_=Id)).order_by(tokens.c.id)
)


class Tokens:
    """This process's memory of tokens that were recognised."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._by_hash: Cache[str, tuple[Viewer, int | None]] = Cache(_REMEMBERED)
        self._by_oauth1: Cache[str, Token] = Cache(_REMEMBERED)

    async def viewer(self, bearer: str) -> Viewer:
        """Who a bearer speaks for. Raises TokenInvalid."""
        hashed = hash_secret(bearer)
        known = self._by_hash.get(hashed)
        if known is None:
            ticket = self._by_hash.ticket()
            found = await self._db.lookup(_BY_HASH, secret_hash=hashed)
            if not found:
                raise TokenInvalid
            known = viewer_of(found[0]), found[0].expires_at
            self._by_hash.put(hashed, known, ticket)
        viewer, expires_at = known
        self._check_holds(expires_at)
        return viewer

    async def by_oauth1(self, oauth1_token: str) -> Token:
        """The token whose public OAuth 1.0a half this is. Raises TokenInvalid."""
        known = self._by_oauth1.get(oauth1_token)
        if known is None:
            ticket = self._by_oauth1.ticket()
            found = await self._db.lookup(_BY_OAUTH1, oauth1_token=oauth1_token)
            if not found:
                raise TokenInvalid
            known = found[0]
            self._by_oauth1.put(oauth1_token, known, ticket)
        self._check_holds(known.expires_at)
        return known

    def apply(self, recorded: Recorded) -> None:
        """Forget everything when a token, an app or an account ends: it happens seldom, and must count at once."""
        if isinstance(recorded.event, _FORGETTING):
            self._by_hash.clear()
            self._by_oauth1.clear()

    def _check_holds(self, expires_at: int | None) -> None:
        if expires_at is not None and self._db.clock() >= expires_at:
            raise TokenInvalid


def viewer_of(token: Token) -> Viewer:
    """The viewer a token stands for."""
    return Viewer(
        account_id=token.account_id,
        scopes=frozenset(token.scopes.split()),
        token_id=token.id,
        app_id=token.app_id,
        app_name=token.app_name,
        app_url=token.app_url,
        trusted_app=token.trusted,
    )


async def issue(db: Database, vault: Vault, app_id: int, account_id: int | None, scopes: str) -> Issued:
    """Give an app a token for an account, or for itself."""

    async def work(tx: Transaction) -> Issued:
        return await issue_within(tx, vault, app_id, account_id, scopes)

    return await db.write(work)


async def issue_within(
    tx: Transaction, vault: Vault, app_id: int, account_id: int | None, scopes: str, *, holds: int | None = None
) -> Issued:
    """The same in the caller's transaction; with `holds` it runs out after so many microseconds.

    An OAuth 1.0a token begins with the account's id: tweepy reads it there.
    """
    issued = Issued(
        token_id=tx.new_id(),
        bearer=new_secret(),
        oauth1_token=f"{account_id or 0}-{secrets.token_hex(20)}",
        oauth1_secret=new_secret(),
        scopes=scopes,
        created_at=tx.now,
        expires_at=tx.now + holds if holds is not None else None,
    )
    await tx.execute(
        _INSERT,
        id=issued.token_id,
        app_id=app_id,
        account_id=account_id,
        secret_hash=hash_secret(issued.bearer),
        oauth1_token=issued.oauth1_token,
        oauth1_secret=vault.lock(issued.oauth1_secret),
        scopes=scopes,
        created_at=tx.now,
        revoked_at=None,
        expires_at=issued.expires_at,
    )
    return issued


async def of_account(db: Database, account_id: int) -> list[Token]:
    """The tokens that speak for an account now, oldest first."""
    found, now = await db.rows(_OF_ACCOUNT, account_id=account_id), db.clock()
    return [token for token in found if token.expires_at is None or now < token.expires_at]
