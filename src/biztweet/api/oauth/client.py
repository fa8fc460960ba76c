"""Client: the app that asks for a token, by HTTP Basic or by what the body says. Source: RFC 6749, 2.3.1."""

from base64 import b64decode
from typing import NamedTuple
from urllib.parse import unquote_plus

from starlette.requests import Request

from biztweet import inject
from biztweet.access import apps
from biztweet.access.apps import App, AppUnknown
from biztweet.access.authorization_codes import Redemption
from biztweet.access.errors import GrantInvalid
from biztweet.access.quotas import Allowance
from biztweet.api.parameters import Parameters
from biztweet.inject import company

_WRONG_SECRETS = Allowance("wrong app secrets", 30, 300)
_MAX_VERIFIER_LENGTH = 128


class Client(NamedTuple):
    """The app that asks; `authenticated` by its secret, or public."""

    app: App
    authenticated: bool


async def client(request: Request, sent: Parameters) -> Client:
    """The app, by Basic or by the body. Raises AppUnknown, and QuotaUsedUp for who keeps guessing."""
    here = company(request)
    try:
        client_id, secret = basic(request) or (sent.text("client_id") or "", sent.text("client_secret") or None)
        if secret is None:
            return Client(await apps.by_client_id(here.db, client_id), authenticated=False)
        return Client(await apps.authenticated(here.db, here.vault, client_id, secret), authenticated=True)
    except AppUnknown:
        await here.quotas.spend(_WRONG_SECRETS, inject.address(request), always=True)
        raise


def basic(request: Request) -> tuple[str, str | None] | None:
    """What HTTP Basic brings, None where it is not used. Raises AppUnknown for what cannot be read."""
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client_id, _, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (ValueError, UnicodeDecodeError):
        raise AppUnknown from None
    return unquote_plus(client_id), unquote_plus(secret) or None


def redemption(sent: Parameters, client: Client) -> Redemption:
    """What the app brings for a token. Raises GrantInvalid."""
    verifier = sent.text("code_verifier") or None
    if verifier is not None and len(verifier) > _MAX_VERIFIER_LENGTH:
        raise GrantInvalid
    return Redemption(
        code=sent.text("code") or "",
        redirect_uri=sent.text("redirect_uri") or "",
        code_verifier=verifier,
        authenticated=client.authenticated,
    )
