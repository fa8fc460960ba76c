"""Tokens: a code or an app's own secret is changed into one; one is ended."""

from base64 import b64decode
from typing import NamedTuple
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.responses import Response

from biztweet import inject
from biztweet.access import apps
from biztweet.access.apps import App, AppUnknown
from biztweet.access.grants import GrantInvalid, Redemption, redeem
from biztweet.access.quotas import Allowance
from biztweet.access.scopes import within
from biztweet.access.tokens import Issued, TokenInvalid, issue, revoke
from biztweet.api.mastodon.asking import quota
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth.errors import GrantTypeUnsupported, NotTheApps
from biztweet.api.oauth.scopes import ScopeInvalid, scopes, shown
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company

_WRONG_SECRETS = Allowance("wrong app secrets", 30, 300)
_LONGEST_VERIFIER = 128
_MICROSECONDS = 1_000_000


class Client(NamedTuple):
    """The app that asks; `authenticated` by its secret, or public."""

    app: App
    authenticated: bool


async def give(request: Request) -> Response:
    """A token for a code, or for an app that acts for itself."""
    await quota(request)  # before anything is done, since no token is here to be counted
    here = company(request)
    sent = await parameters(request)
    client = await _client(request, sent)
    match sent.text("grant_type"):
        case "authorization_code":
            issued = await redeem(here.db, here.vault, client.app, _redemption(sent, client))
        case "client_credentials":
            wanted = scopes(sent.text("scope"))
            if not client.authenticated:
                raise AppUnknown
            if not within(wanted.split(), frozenset(client.app.scopes.split())):
                raise ScopeInvalid
            issued = await issue(here.db, here.vault, client.app.id, None, wanted)
        case _:
            raise GrantTypeUnsupported
    return json(_shown(issued), headers={"Pragma": "no-cache"})


async def end(request: Request) -> Response:
    """End a token of the app's own; one that is not there is ended already."""
    await quota(request)
    here = company(request)
    sent = await parameters(request)
    client = await _client(request, sent)
    try:
        found = await inject.known(request, sent.text("token") or "")
    except TokenInvalid:
        return json({})
    if found.app_id != client.app.id or found.token_id is None:
        raise NotTheApps
    await revoke(here.db, found.token_id, found.account_id)
    return json({})


async def _client(request: Request, sent: Parameters) -> Client:
    """The app, by Basic or by the body. Raises AppUnknown, and QuotaUsedUp for who keeps guessing."""
    here = company(request)
    client_id, secret = _basic(request.headers.get("authorization", "")) or (
        sent.text("client_id") or "",
        sent.text("client_secret") or None,
    )
    try:
        if secret is None:
            return Client(await apps.by_client_id(here.db, client_id), authenticated=False)
        return Client(await apps.authenticated(here.db, here.vault, client_id, secret), authenticated=True)
    except AppUnknown:
        now = here.db.clock() / _MICROSECONDS
        await here.quotas.spend(_WRONG_SECRETS, inject.address(request), now_seconds=now, always=True)
        raise


def _basic(header: str) -> tuple[str, str | None] | None:
    kind, _, encoded = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client_id, _, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (ValueError, UnicodeDecodeError):
        raise AppUnknown from None
    return unquote_plus(client_id), unquote_plus(secret) or None


def _redemption(sent: Parameters, client: Client) -> Redemption:
    verifier = sent.text("code_verifier") or None
    if verifier is not None and len(verifier) > _LONGEST_VERIFIER:
        raise GrantInvalid
    return Redemption(
        code=sent.text("code") or "",
        redirect_uri=sent.text("redirect_uri") or "",
        code_verifier=verifier,
        authenticated=client.authenticated,
    )


def _shown(issued: Issued) -> dict[str, object]:
    return {
        "access_token": issued.bearer,
        "token_type": "Bearer",
        "scope": " ".join(shown(issued.scopes)),
        "created_at": issued.created_at // _MICROSECONDS,
    }
