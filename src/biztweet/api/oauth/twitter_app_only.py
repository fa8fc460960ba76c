"""Twitter's app-only bearers: an app proves itself by its key and secret, and gets one, or ends one of its own."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet import inject
from biztweet.access.apps import AppUnknown
from biztweet.access.client_credentials import issue_app_only
from biztweet.access.revoke import revoke
from biztweet.access.tokens import TokenInvalid
from biztweet.api.mastodon.caller import quota
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth.client import Client, basic, client
from biztweet.api.oauth.twitter_errors import CredentialsWrong, InvalidationRefused
from biztweet.api.parameters import Parameters, parameters
from biztweet.api.twitter_v1.errors import Missing
from biztweet.inject import company


async def give(request: Request) -> Response:
    """POST oauth2/token. Raises CredentialsWrong, Missing."""
    await quota(request)
    here = company(request)
    sent = await parameters(request)
    asking = await _proved(request, sent)
    if sent.text("grant_type") != "client_credentials":
        raise Missing("grant_type")
    try:
        issued = await issue_app_only(here.db, here.vault, asking.app)
    except AppUnknown:
        raise CredentialsWrong from None
    return json({"token_type": "bearer", "access_token": issued.bearer})


async def end(request: Request) -> Response:
    """POST oauth2/invalidate_token. Raises CredentialsWrong, TokenInvalid, InvalidationRefused."""
    await quota(request)
    sent = await parameters(request)
    asking = await _proved(request, sent)
    secret = sent.text("access_token") or ""
    found = await inject.known(request, secret)
    if found.app_id != asking.app.id or found.account_id is not None or found.token_id is None:
        raise InvalidationRefused
    if not await revoke(company(request).db, found.token_id, None):
        raise TokenInvalid
    return json({"access_token": secret})


async def _proved(request: Request, sent: Parameters) -> Client:
    try:
        if basic(request) is None:
            raise CredentialsWrong
        asking = await client(request, sent)
    except AppUnknown:
        raise CredentialsWrong from None
    if not asking.authenticated:
        raise CredentialsWrong
    return asking
