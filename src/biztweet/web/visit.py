"""Visit: one request of somebody who is signed in, and what every page needs to know of them."""

import hashlib
import hmac
import secrets

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE, company, signed_in
from biztweet.web.face import Face, face_of
from biztweet.web.frame import Frame
from biztweet.web.i18n import LOCALES, known, wanted

_TOKEN_BYTES = 16

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
REMINDER_COOKIE = "describe"
SIZE_COOKIE = "size"
SIZES = ("normal", "large", "larger")
_LANGUAGE_COOKIE = "language"
_LOCALE = "biztweet.web.locale"
_A_YEAR = 365 * 24 * 3600


class Visit(msgspec.Struct, frozen=True):
    """Who asks, how they want it, and when. `mark`: up to where in the event log the page will be true."""

    company: Company
    face: Face
    viewer: Viewer
    me: Account
    locale: str
    theme: str
    size: str
    csrf: str
    mark: str
    now: int
    by_htmx: bool
    reminds: bool = True

    def frame(self, section: str = "") -> Frame:
        """What surrounds the page; `section` is lit in the rail."""
        return Frame(self.me, self.locale, self.theme, section, self.reminds, self.size)

    def says(self, message: str) -> str:
        """A message in the visitor's language."""
        return self.face.words(self.locale).gettext(message)

    def says_count(self, one: str, many: str, count: int) -> str:
        """A message about `count` things, which it may name as %(num)d."""
        return self.face.words(self.locale).ngettext(one, many, count) % {"num": count}


async def visit(request: Request) -> Visit:
    """The visit of somebody signed in. Raises SessionOver."""
    viewer = await signed_in(request)
    here = company(request)
    mark = f"{here.live.epoch}-{here.relay.position}"
    me = await here.people.one(viewer.id)
    speak(request, locale := known(me.language, here.settings.default_language))
    return Visit(
        company=here,
        face=face_of(here, me.time_zone),
        viewer=viewer,
        me=me,
        locale=locale,
        theme=theme(request),
        size=size(request),
        csrf=csrf_token(request.cookies[SESSION_COOKIE]),
        mark=mark,
        now=here.db.clock(),
        by_htmx="hx-request" in request.headers,
        reminds=request.cookies.get(REMINDER_COOKIE) != "off",
    )


def theme(request: Request) -> str:
    """How this browser wants its pages: a cookie that says nothing of who it is."""
    wish = request.cookies.get(THEME_COOKIE, "auto")
    return wish if wish in THEMES else "auto"


def size(request: Request) -> str:
    """How large this browser wants letters: a cookie as well."""
    wish = request.cookies.get(SIZE_COOKIE, "normal")
    return wish if wish in SIZES else "normal"


def locale_of(request: Request) -> str:
    """The visitor's language, where this visit or an earlier one tells; else what the browser prefers."""
    return request.scope.get(_LOCALE) or _brought(request)


def speak(request: Request, locale: str) -> None:
    """Whoever asks is known to speak this language."""
    request.scope[_LOCALE] = locale


def remember_language(request: Request, answer: Response) -> None:
    """Let the browser bring the visitor's language along where it would ask for another: to sign in, and for errors."""
    locale = request.scope.get(_LOCALE)
    if locale is not None and _brought(request) != locale:
        keep_wish(request, answer, _LANGUAGE_COOKIE, locale)


def _brought(request: Request) -> str:
    kept = request.cookies.get(_LANGUAGE_COOKIE)
    if kept in LOCALES:
        return kept
    return wanted(request.headers.get("accept-language", ""), company(request).settings.default_language)


def keep_wish(request: Request, answer: Response, name: str, wish: str) -> None:
    """Keep in the browser how its owner wants pages; it says nothing of who they are."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, wish, max_age=_A_YEAR, httponly=True, samesite="lax", secure=secure)


def csrf_token(secret: str) -> str:
    """What the forms of a session carry: made from its cookie, which no other site can read.

    Masked anew each time, so that the length of a compressed page tells nothing of it (BREACH).
    """
    mask = secrets.token_bytes(_TOKEN_BYTES)
    return (mask + _masked(_token(secret), mask)).hex()


def is_csrf_token(given: str, secret: str) -> bool:
    """Whether `given` was made for this session."""
    try:
        raw = bytes.fromhex(given)
    except ValueError:
        return False
    mask, masked = raw[:_TOKEN_BYTES], raw[_TOKEN_BYTES:]
    return len(masked) == _TOKEN_BYTES and hmac.compare_digest(_masked(masked, mask), _token(secret))


def _token(secret: str) -> bytes:
    return hashlib.sha256(b"biztweet csrf " + secret.encode("utf-8", "surrogateescape")).digest()[:_TOKEN_BYTES]


def _masked(token: bytes, mask: bytes) -> bytes:
    return (int.from_bytes(token) ^ int.from_bytes(mask)).to_bytes(_TOKEN_BYTES)
