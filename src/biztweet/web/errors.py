"""Refusals as pages: which HTTP status, which title, and the sentence that says why."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from biztweet.inject import company
from biztweet.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from biztweet.media.errors import FileTooLarge, RoomScarce
from biztweet.web.answers import plain
from biztweet.web.face import face_of
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.sentences import BROKEN, sentence_of
from biztweet.web.visit import locale_of

# The first row that fits counts.
_PAGES: list[tuple[type[Refusal], int, str]] = [
    (RoomScarce, 507, "Not just now"),
    (FileTooLarge, 413, "Too big"),
    (Unauthenticated, 401, "Sign in first"),
    (Forbidden, 403, "That is not yours to do"),
    (NotFound, 404, "Nothing at this address"),
    (TooMany, 429, "A little slower, please"),
    (Unavailable, 503, "Not just now"),
    (Conflict, 409, "That did not work"),
    (Invalid, 422, "That did not work"),
]
_BROKEN = (500, "Something broke on our side")


def answer(request: Request, refusal: Refusal) -> Response:
    """A page that says why, or for htmx one sentence where the form or the page shows such."""
    status_code, title = _page_of(refusal)
    headers = {}
    if isinstance(refusal, TooMany | Unavailable):
        headers["Retry-After"] = str(refusal.retry_after_seconds)
    sentence = sentence_of(request, refusal)
    locale = locale_of(request)
    if "hx-request" in request.headers:
        return _toast(request, status_code, sentence, locale, headers)
    words = face_of(company(request)).words(locale)
    return error_page(request, status_code, words.gettext(title), sentence, headers)


def said(request: Request, refusal: Refusal) -> tuple[int, str]:
    """Status and sentence of a refusal, for a script of ours."""
    return _page_of(refusal)[0], sentence_of(request, refusal)


def broken(request: Request, request_id: str = "") -> Response:
    """What is said when the fault is ours."""
    status_code, title = _BROKEN
    words = face_of(company(request)).words(locale := locale_of(request))
    text = words.gettext(BROKEN)
    if "hx-request" in request.headers:
        return _toast(request, status_code, text, locale, {})
    return error_page(request, status_code, words.gettext(title), text, {}, request_id)


def error_page(
    request: Request, status_code: int, title: str, text: str, headers: dict[str, str], request_id: str = ""
) -> Response:
    """The page for whatever went wrong; it needs neither a session nor the database."""
    words = face_of(company(request)).words(locale_of(request))
    unknown = status_code == 401  # noqa: PLR2004 - the very status
    return plain(
        request,
        "pages/error_page.html",
        status_code,
        headers=PAGE_HEADERS | headers,
        status=status_code,
        title=title,
        text=text,
        href="/login" if unknown else "/",
        label=words.gettext("Sign in" if unknown else "Go to Home"),
        request_id=request_id,
    )


def _page_of(refusal: Refusal) -> tuple[int, str]:
    return next((row[1:] for row in _PAGES if isinstance(refusal, row[0])), _BROKEN)


def _toast(request: Request, status_code: int, sentence: str, locale: str, headers: dict[str, str]) -> Response:
    """Among the short messages, wherever the form stands."""
    line = face_of(company(request)).templates.macro(locale, "components/toast.html", "alert", sentence)
    where = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"}
    return HTMLResponse(line, status_code, headers=PAGE_HEADERS | where | headers)
