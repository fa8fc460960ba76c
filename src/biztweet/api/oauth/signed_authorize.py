"""Consent, OAuth 1.0a: the same question, answered by a PIN to be typed in or at the app's callback.

Source: RFC 5849, 2.2; X's "3-legged OAuth flow", "PIN-based authorization" and "Log in with X".
"""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from biztweet.access import apps, request_tokens, sessions, tokens
from biztweet.access.apps import OUT_OF_BAND, App
from biztweet.access.consent import Question
from biztweet.access.redirects import form_action, with_answer
from biztweet.access.request_tokens import PIN
from biztweet.access.scopes import within
from biztweet.access.sessions import SessionOver
from biztweet.access.viewer import Viewer
from biztweet.api.oauth.authorize import sent_to
from biztweet.api.oauth.carried import asked_at, single
from biztweet.api.oauth.page import Pages, check_ours, proof
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company, signed_in
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.errors import Forbidden, Refusal

_CARRIED = ("oauth_token", "force_login", "screen_name")
_FRESH = 5 * MINUTE


class Denied(Forbidden):
    """The person said no, and the app has no address to be told at."""

    def __init__(self) -> None:
        super().__init__("You did not allow it. Nothing was given to the app.")


class SignedAuthorize:
    """The page that asks (GET) and the answer to it (POST).

    With `again` nobody is asked who has allowed the app as much before: that is how people sign in somewhere by it.
    """

    def __init__(self, pages: Pages, *, again: bool = False) -> None:
        self._pages = pages
        self._again = again

    async def __call__(self, request: Request) -> Response:
        """Ask, or take the answer; somebody who is not signed in does that first."""
        here = company(request)
        sent = Parameters()
        try:
            sent = single(await parameters(request), _CARRIED)
            asked = await request_tokens.by_token(here.db, sent.text("oauth_token") or "")
            if asked.account_id is not None:
                raise request_tokens.RequestOver
            app = await apps.by_id(here.db, asked.app_id)
            me = await signed_in(request)
            if request.method == "POST":
                check_ours(request, sent.text("csrf") or "", asked.token)
                return await self._answer(request, here, me, app, asked, allowed=sent.text("decision") == "allow")
            if sent.flag("force_login") and not await _is_fresh(here, me):
                raise SessionOver
            if self._again and asked.callback != PIN and await _allowed_before(here, me, asked):
                return await self._answer(request, here, me, app, asked, allowed=True)
            question = await _question(request, here, app, asked)
            return self._pages.question(request, await here.people.one(me.id), question)
        except SessionOver:
            handle = f"&handle={quote(named, safe='')}" if (named := sent.text("screen_name")) else ""
            return RedirectResponse(f"/login?next={quote(asked_at(request, sent, _CARRIED), safe='')}{handle}", 303)
        except Refusal as refusal:
            return self._pages.refused(request, refusal)

    async def _answer(
        self,
        request: Request,
        here: Company,
        me: Viewer,
        app: App,
        asked: request_tokens.RequestToken,
        *,
        allowed: bool,
    ) -> Response:
        if not allowed:
            await request_tokens.deny(here.db, asked)
            if asked.callback == PIN:
                raise Denied
            return sent_to(with_answer(asked.callback, denied=asked.token))
        verifier = await request_tokens.allow(here.db, me, asked)
        if asked.callback == PIN:
            return self._pages.code(request, await here.people.one(me.id), app, verifier)
        return sent_to(with_answer(asked.callback, oauth_token=asked.token, oauth_verifier=verifier))


def is_signed(sent: Parameters) -> bool:
    """Whether a request to the path that both worlds claim is OAuth 1.0a's."""
    return "oauth_token" in sent


async def _question(request: Request, here: Company, app: App, asked: request_tokens.RequestToken) -> Question:
    owner = await here.people.by_id([app.owner_id]) if app.owner_id is not None else {}
    return Question(
        app=app,
        owner=owner.get(app.owner_id or 0),
        scopes=asked.scopes,
        action=request.url.path,
        carried={"oauth_token": asked.token},
        csrf=proof(request, asked.token),
        target=form_action(OUT_OF_BAND if asked.callback == PIN else asked.callback),
        elsewhere=f"{request.url.path}?oauth_token={asked.token}",
    )


async def _is_fresh(here: Company, me: Viewer) -> bool:
    """Whether the person has signed in just now."""
    found = await sessions.of_account(here.db, me.id)
    return any(session.id == me.session_id and session.created_at > here.db.clock() - _FRESH for session in found)


async def _allowed_before(here: Company, me: Viewer, asked: request_tokens.RequestToken) -> bool:
    wanted = asked.scopes.split()
    return any(
        token.app_id == asked.app_id and within(wanted, frozenset(token.scopes.split()))
        for token in await tokens.of_account(here.db, me.id)
    )
