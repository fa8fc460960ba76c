"""Consent: whether an app may act for somebody, the code it is given, and why there is nothing to consent to."""

from collections.abc import Iterable
from gettext import GNUTranslations
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from biztweet.access.apps import App
from biztweet.access.consent import Ability, Question
from biztweet.accounts.model import Account
from biztweet.inject import company
from biztweet.kernel.errors import Refusal
from biztweet.web.face import face_of
from biztweet.web.headers import CONTENT_SECURITY_POLICY, SIGN_IN_HEADERS
from biztweet.web.i18n import known
from biztweet.web.visit import locale_of, theme

_SENTENCES = {
    Ability.read_posts: "Read what everyone here can read: posts and people",
    Ability.read_own: "See your notifications, bookmarks, lists and filters",
    Ability.read_messages: "Read your direct messages",
    Ability.write_posts: "Post, reply and repost in your name",
    Ability.write_own: "Like and bookmark for you, and change your profile, lists and filters",
    Ability.write_messages: "Write direct messages in your name",
    Ability.relate: "Follow, mute and block for you",
    Ability.push: "Notify you of what happens",
    Ability.know: "Know who you are: your name, handle and photo",
    Ability.administer: "Act with your rights as an administrator",
}


def question(request: Request, me: Account, question: Question) -> Response:
    """The page that asks. Its policy lets the form lead to the app's own address, be that another site or scheme."""
    words = face_of(company(request)).words(_locale(request, me))
    able = sentences(words, question.abilities)
    return _page(request, me, "consent.html", target=question.target, question=question, able=able)


def sentences(words: GNUTranslations, found: Iterable[Ability]) -> list[str]:
    """What an app can do, in a person's language."""
    return [words.gettext(_SENTENCES[ability]) for ability in found]


def code(request: Request, me: Account, app: App, code: str) -> Response:
    """The code, or PIN, to be typed or copied into the app."""
    return _page(request, me, "code.html", app=app, code=code)


def refused(request: Request, refusal: Refusal) -> Response:
    """The page that says why not; the reason is the app's developer's affair, so it is not translated."""
    answer = _page(request, None, "refused.html", reason=refusal.message)
    answer.status_code = 400
    return answer


def _page(request: Request, me: Account | None, name: str, *, target: str = "", **values: Any) -> HTMLResponse:
    body = face_of(company(request)).templates.render(
        _locale(request, me), f"pages/{name}", theme=theme(request), me=me, **values
    )
    policy = CONTENT_SECURITY_POLICY.replace("form-action 'self'", f"form-action 'self' {target}".rstrip())
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return HTMLResponse(body, headers=SIGN_IN_HEADERS | headers)


def _locale(request: Request, me: Account | None) -> str:
    return locale_of(request) if me is None else known(me.language, company(request).settings.default_language)
