"""Authorization codes: a person's consent to an app, as a code that becomes a token once, within a minute.

Source: RFC 6749, 4.1; RFC 7636 (PKCE, S256 only); RFC 9700, 2.1.1 (a code used twice ends what it gave).
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

import msgspec
import sqlalchemy as sa

from biztweet.access.apps import App
from biztweet.access.deactivation import active_since
from biztweet.access.errors import GrantInvalid
from biztweet.access.refresh_tokens import TokenPair, begin_within, end_within
from biztweet.access.scopes import OFFLINE
from biztweet.access.tables import grants
from biztweet.access.tokens import issue_within
from biztweet.access.vault import Vault, hash_secret, new_secret
from biztweet.access.viewer import Viewer
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_HOLDS = MINUTE


class AuthorizationCode(msgspec.Struct, frozen=True):
    """What somebody allowed an app. `token_id`: the token that the code has become."""

    code_hash: str
    app_id: int
    account_id: int
    redirect_uri: str
    scopes: str
    code_challenge: str | None
    expires_at: int
    token_id: int | None
    token_holds: int | None


class AuthorizationRequest(msgspec.Struct, frozen=True):
    """What an app asks somebody for, checked. `token_holds`: how long the token shall, in microseconds."""

    app: App
    redirect_uri: str
    scopes: str
    code_challenge: str | None = None
    token_holds: int | None = None


class Redemption(msgspec.Struct, frozen=True):
    """What an app brings for a token. `authenticated`: it has proved itself by its secret."""

    code: str
    redirect_uri: str
    code_verifier: str | None
    authenticated: bool


_code_hash = grants.c.code_hash == sa.bindparam("code_hash", type_=sa.Text)
_INSERT = Command(sa.insert(grants))
_BY_CODE = Query(AuthorizationCode, sa.select(grants).where(_code_hash))
_USE = Command(sa.update(grants).where(_code_hash).values(token_id=sa.bindparam("token_id", type_=Id)))


async def issue_code(db: Database, viewer: Viewer, asked: AuthorizationRequest) -> str:
    """Allow an app what it asks; return the code."""
    code = new_secret()

    async def work(tx: Transaction) -> str:
        await tx.execute(
            _INSERT,
            code_hash=hash_secret(code),
            app_id=asked.app.id,
            account_id=viewer.id,
            redirect_uri=asked.redirect_uri,
            scopes=asked.scopes,
            code_challenge=asked.code_challenge,
            expires_at=tx.now + _HOLDS,
            token_id=None,
            token_holds=asked.token_holds,
        )
        return code

    return await db.write(work)


async def redeem(db: Database, vault: Vault, app: App, brought: Redemption) -> TokenPair:
    """Change a code into a token, and a secret that renews it where that was allowed.

    A second use ends what the first one gave. Raises GrantInvalid.
    """
    code_hash = hash_secret(brought.code)

    async def work(tx: Transaction) -> TokenPair | None:
        found = await tx.one(_BY_CODE, code_hash=code_hash)
        if found is None or found.app_id != app.id:
            return None
        if found.token_id is not None:
            await end_within(tx, found.token_id, found.account_id)
            return None  # not raised: what is ended stays ended
        if found.expires_at < tx.now or found.redirect_uri != brought.redirect_uri or not _proved(found, brought):
            return None
        if not await active_since(tx, found.account_id, found.expires_at - _HOLDS):
            return None
        issued = await issue_within(tx, vault, app.id, found.account_id, found.scopes, holds=found.token_holds)
        await tx.execute(_USE, code_hash=code_hash, token_id=issued.token_id)
        if found.token_holds is None or OFFLINE not in found.scopes.split():
            return TokenPair(issued)
        return TokenPair(issued, await begin_within(tx, app.id, found.account_id, issued))

    given = await db.write(work)
    if given is None:
        raise GrantInvalid
    return given


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _proved(found: AuthorizationCode, brought: Redemption) -> bool:
    """Whether it is the one who asked: by the verifier of its challenge; without one, by its secret.

    A verifier where there was no challenge is a challenge that somebody took away (RFC 9700, 4.8.2).
    """
    if found.code_challenge is None:
        return brought.authenticated and brought.code_verifier is None
    if brought.code_verifier is None:
        return False
    return hmac.compare_digest(challenge_of(brought.code_verifier).encode(), found.code_challenge.encode())
