"""Sign in, accept an invitation, sign out. Strangers may see these pages and no others."""

from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import invitations, sessions
from biztweet.access.passwords import MIN_LENGTH, SignInRefused
from biztweet.access.quotas import Allowance
from biztweet.accounts.handles import key
from biztweet.accounts.welcome import welcome
from biztweet.inject import address, company
from biztweet.kernel.errors import Forbidden, Invalid
from biztweet.web.answers import plain, see_other
from biztweet.web.forms import field, form_of, safe_path
from biztweet.web.headers import PAGE_HEADERS, SIGN_IN_HEADERS
from biztweet.web.i18n import known
from biztweet.web.pages.kept import Unsent, kept_page, unsent_of
from biztweet.web.pages.pick import is_open as demo_is_open
from biztweet.web.sentences import sentence_of
from biztweet.web.session_cookie import device, with_session, without_session
from biztweet.web.visit import csrf_token, speak, visit

# A company often comes from one address, so that one is counted generously; guesses at one person are not.
_MAX_HANDLE_LENGTH = 64
_GUESSES_AT_ONE = Allowance("sign-in handle", 10, 15 * 60)
_GUESSES_FROM_ONE = Allowance("sign-in address", 300, 15 * 60)


class PlainHttp(Forbidden):
    """Passwords do not cross a network readable."""

    def __init__(self) -> None:
        super().__init__("Signing in needs https")


async def sign_in_page(request: Request) -> Response:
    """GET /login, for `handle` if somebody is expected."""
    goal, handle = request.query_params.get("next", "/"), request.query_params.get("handle", "")
    return _sign_in_page(request, safe_path(goal), handle=handle[:_MAX_HANDLE_LENGTH])


def sign_in_first(request: Request, goal: str, unsent: Unsent) -> Response:
    """The page to sign in for whoever sent words when their session was over; `goal` is where these stand again.

    A script keeps them in the browser: then the page that it is on is where they go on. Words that are too many for an
    address come through it as a form, to be sent again. Raises SessionOver.
    """
    if "hx-request" in request.headers:
        raise sessions.SessionOver
    if unsent.fits(goal):
        return _sign_in_page(request, goal, status_code=401)
    return _sign_in_page(request, unsent.path, status_code=401, kept=unsent.encoded())


async def sign_in(request: Request) -> Response:
    """POST /login. A wrong pair shows the page again and says nothing of which half was wrong. Raises PlainHttp."""
    here = company(request)
    _refuse_plain_http(request)
    form = await form_of(request)
    handle, goal = field(form, "handle").strip().removeprefix("@"), safe_path(field(form, "next", "/"))
    # Whoever guesses is counted by the very key that finds the person: no other way to write it has a count of its own.
    person, place = key(handle)[:64], address(request)
    await here.quotas.refuse_used_up(_GUESSES_AT_ONE, person)
    await here.quotas.refuse_used_up(_GUESSES_FROM_ONE, place)
    try:
        account_id = await here.passwords.check(handle, field(form, "password"))
    except SignInRefused as refused:
        for allowance, who in ((_GUESSES_AT_ONE, person), (_GUESSES_FROM_ONE, place)):
            await here.quotas.spend(allowance, who, always=True)
        error = sentence_of(request, refused)
        return _sign_in_page(request, goal, error, handle, 401, kept=field(form, "kept"))
    # Guesses that came at once were let in together: once others have used up the count, none is told right any more.
    await here.quotas.refuse_used_up(_GUESSES_AT_ONE, person)
    await here.quotas.refuse_used_up(_GUESSES_FROM_ONE, place)
    secret = await sessions.begin(here.db, account_id, address=place, device=device(request))
    if (kept := unsent_of(goal, field(form, "kept"))) is not None:
        return with_session(kept_page(request, kept, csrf_token(secret)), secret)
    if goal == "/" and await welcome(here.db, account_id):
        goal = "/welcome"  # whoever wanted somewhere else is let through, and welcomed another time
    return with_session(see_other(goal, SIGN_IN_HEADERS), secret)


async def invitation_page(request: Request) -> Response:
    """GET /invitation/{secret}. Raises InvitationOver."""
    return await _invitation_page(request, request.path_params["secret"])


async def accept(request: Request) -> Response:
    """POST /invitation: set the first password and come in. Raises InvitationOver, PlainHttp."""
    here = company(request)
    _refuse_plain_http(request)
    form = await form_of(request)
    secret = field(form, "secret")
    try:
        cookie = await invitations.accept(
            here.db,
            here.passwords,
            secret,
            field(form, "password"),
            address=address(request),
            device=device(request),
        )
    except Invalid as invalid:
        return await _invitation_page(request, secret, invalid)
    new = await welcome(here.db, (await here.sessions.viewer(cookie)).id)
    return with_session(see_other("/welcome" if new else "/"), cookie)


async def sign_out(request: Request) -> Response:
    """POST /logout: this sign-in ends, and what the browser kept of it."""
    here = await visit(request)
    if here.viewer.session_id is not None:
        await sessions.end(here.company.db, here.viewer.id, here.viewer.session_id)
    return without_session(see_other("/login"))


def _sign_in_page(
    request: Request, goal: str, error: str = "", handle: str = "", status_code: int = 200, kept: str = ""
) -> Response:
    demo = demo_is_open(company(request))
    context = {"next": goal, "error": error, "handle": handle, "kept": kept, "demo": demo}
    return plain(request, "pages/sign_in.html", status_code, headers=SIGN_IN_HEADERS, **context)


async def _invitation_page(request: Request, secret: str, refused: Invalid | None = None) -> Response:
    here = company(request)
    account = await invitations.invited(here.db, secret)
    speak(request, known(account.language, here.settings.default_language))
    return plain(
        request,
        "pages/invitation.html",
        422 if refused else 200,
        headers=PAGE_HEADERS | {"Referrer-Policy": "no-referrer"},
        account=account,
        secret=secret,
        error=sentence_of(request, refused) if refused else "",
        shortest=MIN_LENGTH,
    )


def _refuse_plain_http(request: Request) -> None:
    """Unless nobody can listen: on this very machine. Raises PlainHttp."""
    if request.url.scheme == "https" or company(request).settings.insecure_sign_in:
        return
    try:
        near = ip_address(address(request)).is_loopback
    except ValueError:
        near = address(request) in {"testclient", "unknown"}  # no network between: a test, a Unix socket
    if not near:
        raise PlainHttp
