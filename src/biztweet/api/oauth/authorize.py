"""Consent: somebody who is signed in is asked whether an app may act for them, and sent back with the answer."""

import hmac
import re
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from biztweet.access import apps
from biztweet.access.apps import OUT_OF_BAND, AppUnknown
from biztweet.access.grants import Asked, grant
from biztweet.access.scopes import within
from biztweet.access.sessions import SessionOver
from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.asking import site
from biztweet.api.oauth import page
from biztweet.api.oauth.redirects import with_answer
from biztweet.api.oauth.scopes import ScopeInvalid, may_give, scopes
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE, company, signed_in
from biztweet.kernel.errors import Forbidden, Refusal

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
# What a form carries on from the address: all that was asked.
_CARRIED = ("client_id", "response_type", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method")


class CrossSite(Forbidden):
    """The form did not come from our own page."""

    def __init__(self) -> None:
        super().__init__("This form came from another site")


class RedirectUnknown(Forbidden):
    """The app has not registered that address: nobody is sent there."""

    def __init__(self) -> None:
        super().__init__("The redirect address is not one that the app registered")


class _SentBack(Exception):
    """What is wrong is the app's affair: the person is sent back to it with OAuth's name for it."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


async def ask(request: Request) -> Response:
    """The page that asks; somebody who is not signed in does that first."""
    return await _for_somebody(request, give=False)


async def decide(request: Request) -> Response:
    """The answer: back to the app with a code, or without one; or the code on a page."""
    return await _for_somebody(request, give=True)


async def _for_somebody(request: Request, *, give: bool) -> Response:
    here = company(request)
    sent = Parameters()
    redirect_uri = ""
    try:
        sent = _single(await parameters(request))
        app = await apps.by_client_id(here.db, sent.text("client_id") or "")
        redirect_uri = _redirect_uri(sent, app.redirect_uris)
        me = await signed_in(request)
        asked = _asked(sent, app, redirect_uri, me)
        if give:
            _ours(request, sent)
            return await _answer(request, here, me, asked, sent)
        carried = {name: value for name in _CARRIED if (value := sent.text(name)) is not None}
        return page.consent(request, await here.people.one(me.id), asked, carried, csrf=_csrf(request, sent))
    except SessionOver:
        return _sign_in(request, sent)
    except _SentBack as back:
        return _back(request, redirect_uri, sent, error=back.error)
    except (AppUnknown, Refusal) as refusal:
        return page.refused(request, refusal)


def _single(sent: Parameters) -> Parameters:
    """What was sent, if each of what we read is one text. Raises ParameterWrong."""
    for name in (*_CARRIED, "decision", "csrf"):
        sent.text(name)
    return sent


async def _answer(request: Request, here: Company, me: Viewer, asked: Asked, sent: Parameters) -> Response:
    if sent.text("decision") != "allow":
        raise _SentBack("access_denied")
    code = await grant(here.db, me, asked)
    if asked.redirect_uri == OUT_OF_BAND:
        return page.code(request, await here.people.one(me.id), asked, code)
    return _back(request, asked.redirect_uri, sent, code=code)


def _redirect_uri(sent: Parameters, registered: tuple[str, ...]) -> str:
    """The address to send back to: exactly one that was registered. Raises RedirectUnknown."""
    named = sent.text("redirect_uri")
    if named is None and len(registered) == 1:
        return registered[0]
    if named not in registered:
        raise RedirectUnknown
    return named


def _asked(sent: Parameters, app: apps.App, redirect_uri: str, me: Viewer) -> Asked:
    if sent.text("response_type") != "code":
        raise _SentBack("unsupported_response_type")
    challenge = sent.text("code_challenge") or None
    method = sent.text("code_challenge_method")
    if (challenge is not None and (method != "S256" or not _CHALLENGE.fullmatch(challenge))) or (
        method and not challenge
    ):
        raise _SentBack("invalid_request")
    try:
        wanted = scopes(sent.text("scope"))
    except ScopeInvalid:
        raise _SentBack("invalid_scope") from None
    if not within(wanted.split(), frozenset(app.scopes.split())) or not may_give(me, wanted):
        raise _SentBack("invalid_scope")
    return Asked(app, redirect_uri, wanted, challenge)


def _back(request: Request, redirect_uri: str, sent: Parameters, **answer: str) -> Response:
    if redirect_uri == OUT_OF_BAND:
        return page.refused(request, _Said(answer.get("error", "")))
    address = with_answer(redirect_uri, **answer, state=sent.text("state"))
    return RedirectResponse(address, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


class _Said(Refusal):
    """OAuth's name for what is wrong, for an app that has no address to be told at."""


def _sign_in(request: Request, sent: Parameters) -> Response:
    asked = "&".join(f"{name}={quote(value, safe='')}" for name in _CARRIED if (value := sent.text(name)) is not None)
    return RedirectResponse(f"/login?next={quote(f'/oauth/authorize?{asked}', safe='')}", 303)


def _csrf(request: Request, sent: Parameters) -> str:
    """What the form carries: bound to the session, and to the app it is about."""
    return page.proof(request.cookies.get(SESSION_COOKIE, ""), sent.text("client_id") or "")


def _ours(request: Request, sent: Parameters) -> None:
    """Raise CrossSite unless our own page sent the form: by what the browser says, and by what the form carries."""
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(site(request).base_url).netloc} - {""}
    from_elsewhere = (
        request.method != "POST"
        or request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        or (origin is not None and origin.partition("://")[2] not in ours)
    )
    if from_elsewhere or not hmac.compare_digest((sent.text("csrf") or "").encode(), _csrf(request, sent).encode()):
        raise CrossSite
