"""Tokens: a code or an app's own secret is changed into one; one is ended."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet import inject
from biztweet.access import refresh_tokens
from biztweet.access.apps import AppUnknown
from biztweet.access.authorization_codes import redeem
from biztweet.access.tokens import Issued, TokenInvalid, issue
from biztweet.api.mastodon.caller import quota
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth.client import client, redemption
from biztweet.api.oauth.errors import GrantTypeUnsupported, NotTheApps
from biztweet.api.oauth.scopes import ScopeInvalid, scopes, shown
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.clock import SECOND


async def give(request: Request) -> Response:
    """A token for a code, or for an app that acts for itself. Raises AppUnknown, GrantTypeUnsupported, ScopeInvalid."""
    await quota(request)  # before anything is done, since no token is here to be counted
    here = company(request)
    sent = await parameters(request)
    asking = await client(request, sent)
    match sent.text("grant_type"):
        case "authorization_code":
            issued = (await redeem(here.db, here.vault, asking.app, redemption(sent, asking))).issued
        case "client_credentials":
            wanted = scopes(sent.text("scope"))
            if not asking.authenticated:
                raise AppUnknown
            if not asking.app.within(wanted):
                raise ScopeInvalid
            issued = await issue(here.db, here.vault, asking.app.id, None, wanted)
        case _:
            raise GrantTypeUnsupported
    return json(_shown(issued), headers={"Pragma": "no-cache"})


async def end(request: Request) -> Response:
    """End a token of the app's own; one that is not there is ended already. Raises NotTheApps."""
    await quota(request)
    here = company(request)
    sent = await parameters(request)
    asking = await client(request, sent)
    secret = sent.text("token") or ""
    try:
        found = await inject.known(request, secret)
    except TokenInvalid:
        await refresh_tokens.end_family(here.db, asking.app, secret)
        return json({})
    if found.app_id != asking.app.id or found.token_id is None:
        raise NotTheApps
    await refresh_tokens.end(here.db, found.token_id, found.account_id)
    return json({})


def _shown(issued: Issued) -> dict[str, object]:
    return {
        "access_token": issued.bearer,
        "token_type": "Bearer",
        "scope": " ".join(shown(issued.scopes)),
        "created_at": issued.created_at // SECOND,
    }
