"""Request tokens: OAuth 1.0a's way to a token. An app asks, somebody allows it, the app brings the verifier back.

Source: RFC 5849, 2; a request holds for a quarter of an hour, and for one person, one verifier and one token.
"""

import hmac
import secrets

import msgspec
import sqlalchemy as sa

from biztweet.access.apps import OUT_OF_BAND, App, AppUnknown
from biztweet.access.deactivation import active_since
from biztweet.access.redirects import registered
from biztweet.access.tables import apps, requests
from biztweet.access.tokens import Issued, TokenInvalid, issue_within
from biztweet.access.vault import Vault, hash_secret, new_secret
from biztweet.access.viewer import Viewer
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Forbidden
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

PIN = "oob"
"""The callback of an app that has no address: the verifier is shown, and typed in."""

_HOLDS = 15 * MINUTE
_PIN_DIGITS = 7
_MAX_TRIES = 5


class CallbackUnknown(Forbidden):
    """The app has not registered that address: nobody is sent there."""

    def __init__(self) -> None:
        super().__init__("Callback URL not approved for this client application.")


class VerifierWrong(TokenInvalid):
    """Not what was shown or sent to the person who allowed it."""


class RequestOver(TokenInvalid):
    """No such request token, or one that was used or denied, or is too old."""


class RequestToken(msgspec.Struct, frozen=True):
    """What an app asks for. `secret` is encrypted; `account_id`: who has allowed it."""

    token: str
    secret: str
    app_id: int
    callback: str
    scopes: str
    expires_at: int
    account_id: int | None
    verifier_hash: str | None
    tries: int


class Exchanged(msgspec.Struct, frozen=True):
    """What a request became: a token, and whom it speaks for."""

    issued: Issued
    account_id: int


_token = sa.bindparam("token", type_=sa.Text)
_INSERT = Command(sa.insert(requests))
_BY_TOKEN = Query(
    RequestToken,
    sa.select(requests)
    .join(apps, sa.and_(apps.c.id == requests.c.app_id, apps.c.blocked_at.is_(None)))
    .where(requests.c.token == _token),
)
_ALLOW = Query(
    str,
    sa.update(requests)
    .where(requests.c.token == _token, requests.c.account_id.is_(None))
    .values(account_id=sa.bindparam("account_id", type_=Id), verifier_hash=sa.bindparam("verifier_hash", type_=sa.Text))
    .returning(requests.c.token),
)
_TRY = Command(sa.update(requests).where(requests.c.token == _token).values(tries=requests.c.tries + 1))
_FORGET = Command(sa.delete(requests).where(requests.c.token == _token))


async def ask(db: Database, vault: Vault, app: App, callback: str, scopes: str) -> tuple[str, str]:
    """A request token and its secret. Raises CallbackUnknown."""
    if not registered(app, OUT_OF_BAND if callback == PIN else callback):
        raise CallbackUnknown
    token, secret = new_secret(), new_secret()

    async def work(tx: Transaction) -> None:
        await tx.execute(
            _INSERT,
            token=token,
            secret=vault.lock(secret),
            app_id=app.id,
            callback=callback,
            scopes=scopes,
            expires_at=tx.now + _HOLDS,
            account_id=None,
            verifier_hash=None,
            tries=0,
        )

    await db.write(work)
    return token, secret


async def by_token(db: Database, token: str) -> RequestToken:
    """The request, if it still stands. Raises RequestOver."""
    found = await db.one(_BY_TOKEN, token=token)
    if found is None or found.expires_at <= db.clock():
        raise RequestOver
    return found


async def allow(db: Database, viewer: Viewer, request: RequestToken) -> str:
    """Allow what is asked; return the verifier, seven digits where it is typed in. Raises RequestOver."""
    is_typed = request.callback == PIN
    verifier = f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}}" if is_typed else new_secret()

    async def work(tx: Transaction) -> bool:
        hashed = _hashed(request.token, verifier)
        return bool(await tx.rows(_ALLOW, token=request.token, account_id=viewer.id, verifier_hash=hashed))

    if not await db.write(work):
        raise RequestOver
    return verifier


async def deny(db: Database, request: RequestToken) -> None:
    """The person says no: the request is over."""

    async def work(tx: Transaction) -> None:
        await tx.execute(_FORGET, token=request.token)

    await db.write(work)


async def redeem(db: Database, vault: Vault, app: App, token: str, verifier: str) -> Exchanged:
    """Change an allowed request into a token. A few wrong verifiers end it.

    Raises RequestOver, VerifierWrong, AppUnknown.
    """

    async def work(tx: Transaction) -> Exchanged | None:
        found = await tx.one(_BY_TOKEN, token=token)
        if found is None or found.expires_at <= tx.now:
            raise RequestOver
        if found.app_id != app.id:
            raise AppUnknown
        if found.account_id is None or not _proved(found, verifier):
            await tx.execute(_FORGET if found.tries + 1 >= _MAX_TRIES else _TRY, token=token)
            return None  # not raised: the try is counted
        await tx.execute(_FORGET, token=token)
        if not await active_since(tx, found.account_id, found.expires_at - _HOLDS):
            return None
        issued = await issue_within(tx, vault, app.id, found.account_id, found.scopes)
        return Exchanged(issued, found.account_id)

    exchanged = await db.write(work)
    if exchanged is None:
        raise VerifierWrong
    return exchanged


def _proved(found: RequestToken, verifier: str) -> bool:
    return hmac.compare_digest((found.verifier_hash or "").encode(), _hashed(found.token, verifier).encode())


def _hashed(token: str, verifier: str) -> str:
    """Together with its token, so that the few PINs there are cannot be looked up."""
    return hash_secret(f"{token} {verifier}")
