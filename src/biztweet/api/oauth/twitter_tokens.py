"""Tokens of Twitter's OAuth 2.0: for a code, or for the secret that renews the last one; they hold for two hours."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.apps import AppUnknown
from biztweet.access.authorization_codes import redeem
from biztweet.access.refresh_tokens import TokenPair, renew
from biztweet.api.mastodon.caller import quota
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth import tokens
from biztweet.api.oauth.client import Client, client, redemption
from biztweet.api.oauth.errors import GrantTypeUnsupported
from biztweet.api.oauth.twitter_scopes import shown
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.clock import SECOND


async def give(request: Request) -> Response:
    """A token for a code or a refresh secret; an app that can keep a secret has to bring its own too.

    Raises AppUnknown, GrantTypeUnsupported.
    """
    await quota(request)
    here = company(request)
    sent = await parameters(request)
    asking = await client(request, sent)
    _prove(asking)
    match sent.text("grant_type"):
        case "authorization_code":
            given = await redeem(here.db, here.vault, asking.app, redemption(sent, asking))
        case "refresh_token":
            given = await renew(here.db, here.vault, asking.app, sent.text("refresh_token") or "")
        case _:
            raise GrantTypeUnsupported
    return json(_shown(given), headers={"Pragma": "no-cache"})


async def end(request: Request) -> Response:
    """End a token or a refresh secret of the app's own, and what belongs to it."""
    await tokens.end(request)
    return json({"revoked": True})


def _prove(asking: Client) -> None:
    """A public app is one that runs on people's machines. Raises AppUnknown."""
    if not asking.authenticated and not asking.app.native:
        raise AppUnknown


def _shown(given: TokenPair) -> dict[str, object]:
    issued = given.issued
    said: dict[str, object] = {"token_type": "bearer", "access_token": issued.bearer}
    if issued.expires_at is not None:
        said["expires_in"] = (issued.expires_at - issued.created_at) // SECOND
    if given.refresh_secret is not None:
        said["refresh_token"] = given.refresh_secret
    return said | {"scope": " ".join(shown(issued.scopes))}
