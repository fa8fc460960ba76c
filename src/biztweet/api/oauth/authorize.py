"""Consent, OAuth 2.0: somebody signed in is asked whether an app may act for them, and sent back with the answer."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from biztweet.access import apps
from biztweet.access.apps import OUT_OF_BAND, App, AppUnknown
from biztweet.access.authorization_codes import AuthorizationRequest, issue_code
from biztweet.access.consent import Question
from biztweet.access.redirects import form_action, registered, with_answer
from biztweet.access.sessions import SessionOver
from biztweet.access.viewer import Viewer
from biztweet.api.oauth import scopes as mastodon
from biztweet.api.oauth import twitter_scopes as twitter
from biztweet.api.oauth.carried import asked_at, carried, single
from biztweet.api.oauth.page import Pages, check_ours, proof
from biztweet.api.oauth.scopes import ScopeInvalid, may_give
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company, signed_in
from biztweet.kernel.clock import HOUR
from biztweet.kernel.errors import Forbidden, Refusal

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
# What a form carries on from the address: all that was asked.
_CARRIED = ("client_id", "response_type", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method")


class Manner(NamedTuple):
    """How a dialect asks: its words for scopes, how long its tokens hold (None: until revoked), if it must use PKCE."""

    scopes: Callable[[str | None], str]
    token_holds: int | None
    must_challenge: bool


MASTODON = Manner(mastodon.scopes, None, must_challenge=False)
TWITTER = Manner(twitter.scopes, 2 * HOUR, must_challenge=True)


class RedirectUnknown(Forbidden):
    """The app has not registered that address: nobody is sent there."""

    def __init__(self) -> None:
        super().__init__("The redirect address is not one that the app registered")


class _SentBack(Exception):
    """What is wrong is the app's affair: the person is sent back to it with OAuth's name for it."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Authorize:
    """The page that asks (GET) and the answer to it (POST), in one dialect's manner."""

    def __init__(self, pages: Pages, manner: Manner) -> None:
        self._pages = pages
        self._manner = manner

    async def __call__(self, request: Request) -> Response:
        """Ask, or take the answer; somebody who is not signed in does that first."""
        here = company(request)
        sent = Parameters()
        redirect_uri = ""
        try:
            sent = single(await parameters(request), _CARRIED)
            app = await apps.by_client_id(here.db, sent.text("client_id") or "")
            redirect_uri = _redirect_uri(sent, app)
            me = await signed_in(request)
            asked = self._asked(sent, app, redirect_uri, me)
            if request.method == "POST":
                check_ours(request, sent.text("csrf") or "", app.client_id)
                return await self._answer(request, here, me, asked, sent)
            account = await here.people.one(me.id)
            return self._pages.question(request, account, await _question(request, here, asked, sent))
        except SessionOver:
            return RedirectResponse(f"/login?next={quote(asked_at(request, sent, _CARRIED), safe='')}", 303)
        except _SentBack as back:
            return self._back(request, redirect_uri, sent, error=back.error)
        except (AppUnknown, Refusal) as refusal:
            return self._pages.refused(request, refusal)

    def _asked(self, sent: Parameters, app: App, redirect_uri: str, me: Viewer) -> AuthorizationRequest:
        if sent.text("response_type") != "code":
            raise _SentBack("unsupported_response_type")
        challenge = sent.text("code_challenge") or None
        method = sent.text("code_challenge_method")
        if challenge is None and (method or self._manner.must_challenge):
            raise _SentBack("invalid_request")
        if challenge is not None and (method != "S256" or not _CHALLENGE.fullmatch(challenge)):
            raise _SentBack("invalid_request")
        try:
            wanted = self._manner.scopes(sent.text("scope"))
        except ScopeInvalid:
            raise _SentBack("invalid_scope") from None
        if not app.within(wanted) or not may_give(me, wanted):
            raise _SentBack("invalid_scope")
        return AuthorizationRequest(app, redirect_uri, wanted, challenge, self._manner.token_holds)

    async def _answer(
        self, request: Request, here: Company, me: Viewer, asked: AuthorizationRequest, sent: Parameters
    ) -> Response:
        if sent.text("decision") != "allow":
            raise _SentBack("access_denied")
        code = await issue_code(here.db, me, asked)
        if asked.redirect_uri == OUT_OF_BAND:
            return self._pages.code(request, await here.people.one(me.id), asked.app, code)
        return self._back(request, asked.redirect_uri, sent, code=code)

    def _back(self, request: Request, redirect_uri: str, sent: Parameters, **answer: str) -> Response:
        if redirect_uri == OUT_OF_BAND:
            return self._pages.refused(request, _Said(answer.get("error", "")))
        return sent_to(with_answer(redirect_uri, **answer, state=sent.text("state")))


def sent_to(address: str) -> Response:
    """Back to the app, with what only it shall read in the address."""
    return RedirectResponse(address, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


async def _question(request: Request, here: Company, asked: AuthorizationRequest, sent: Parameters) -> Question:
    app = asked.app
    owner = await here.people.by_id([app.owner_id]) if app.owner_id is not None else {}
    return Question(
        app=app,
        owner=owner.get(app.owner_id or 0),
        scopes=asked.scopes,
        action=request.url.path,
        carried=carried(sent, _CARRIED),
        csrf=proof(request, app.client_id),
        target=form_action(asked.redirect_uri),
        elsewhere=asked_at(request, sent, _CARRIED),
    )


class _Said(Refusal):
    """OAuth's name for what is wrong, for an app that has no address to be told at."""


def _redirect_uri(sent: Parameters, app: App) -> str:
    """The address to send back to: exactly one that was registered. Raises RedirectUnknown."""
    named = sent.text("redirect_uri")
    if named is None and len(app.redirect_uris) == 1:
        return app.redirect_uris[0]
    if named is None or not registered(app, named):
        raise RedirectUnknown
    return named
