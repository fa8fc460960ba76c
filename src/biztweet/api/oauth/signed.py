"""OAuth 1.0a's requests between programs: a request token, the token it becomes, and that token's end.

Sources: RFC 5849, 2.1 and 2.3; X's "3-legged OAuth flow".
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import request_tokens
from biztweet.access.apps import App
from biztweet.access.quotas import Allowance
from biztweet.access.refresh_tokens import end
from biztweet.access.scopes import Level, holds
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.api.twitter.caller import caller, counting_wrong_secrets, signature, signatures
from biztweet.api.twitter.errors import PersonNeeded
from biztweet.api.twitter_v1.errors import Missing
from biztweet.inject import address, company

_REQUESTS = Allowance("request tokens", 300, 900)  # of one address: a whole floor may share it
_MAX_CALLBACK_LENGTH = 2_000


async def request_token(request: Request) -> Response:
    """A request token, to be allowed by somebody. Raises SecretMissing, SignatureWrong, CallbackUnknown, Missing."""
    here = company(request)
    await here.quotas.spend(_REQUESTS, address(request))
    async with counting_wrong_secrets(request):
        signed = await signature(request)
        app = await here.of_face(signatures).app(signed)
    sent = await parameters(request)
    callback = signed.claim.get("oauth_callback", "")
    if not callback or len(callback) > _MAX_CALLBACK_LENGTH:
        raise Missing("oauth_callback")
    scopes = _scopes(app, sent.text("x_auth_access_type"))
    token, secret = await request_tokens.ask(here.db, here.vault, app, callback, scopes)
    return _pairs(request, {"oauth_token": token, "oauth_token_secret": secret, "oauth_callback_confirmed": "true"})


async def access_token(request: Request) -> Response:
    """The token of an allowed request, for its verifier.

    Raises SecretMissing, SignatureWrong, RequestOver, VerifierWrong, Missing.
    """
    here = company(request)
    async with counting_wrong_secrets(request):
        signed = await signature(request)
        asked = await request_tokens.by_token(here.db, signed.claim.get("oauth_token", ""))
        app = await here.of_face(signatures).app(signed, asked.secret)
        verifier = signed.claim.get("oauth_verifier", "")
        if not verifier:
            raise Missing("oauth_verifier")
        exchanged = await request_tokens.redeem(here.db, here.vault, app, asked.token, verifier)
    account = await here.people.one(exchanged.account_id)
    issued = exchanged.issued
    return _pairs(
        request,
        {
            "oauth_token": issued.oauth1_token,
            "oauth_token_secret": issued.oauth1_secret,
            "user_id": str(account.id),
            "screen_name": account.handle,
        },
    )


async def invalidate_token(request: Request) -> Response:
    """End the very token that signs, and what would renew it. Raises what `caller` raises, and PersonNeeded."""
    me = await caller(request)
    if me.account_id is None or me.token_id is None:
        raise PersonNeeded
    await end(company(request).db, me.token_id, me.account_id)
    sent = await parameters(request)
    return json({"access_token": sent.text("access_token") or sent.text("oauth_token") or ""})


def _scopes(app: App, access_type: str | None) -> str:
    """What the app asks for: what it registered for, or of that what reads; never what only administrators may."""
    given = frozenset(app.scopes.split())
    if access_type == "read":
        given = frozenset(scope for scope in Level.read.scopes if holds(given, scope))
    return " ".join(sorted(scope for scope in given if not scope.startswith("admin")))


def _pairs(request: Request, said: Mapping[str, str]) -> Response:
    """As urlencoded text; as JSON for npm's twitter-api-v2, which reads the text from Twitter's own host only."""
    if request.headers.get("x-user-agent", "").lower() == "node.twitter-api-v2":
        return json(said)
    return Response(urlencode(said), media_type="text/html; charset=utf-8")
