"""Signing in to the demo: pick one of the made-up people. There is no such page in a real company."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import sessions
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.model import Account, AccountKind
from biztweet.company import Company
from biztweet.inject import address, company
from biztweet.kernel.errors import NotFound
from biztweet.kernel.paging import Page
from biztweet.web.answers import plain, see_other
from biztweet.web.forms import field, form_of, safe_path
from biztweet.web.headers import SIGN_IN_HEADERS
from biztweet.web.session_cookie import device, with_session

_SHOWN = 24
_LOOKED_THROUGH = 400


class NoDemo(NotFound):
    """This company is real."""

    def __init__(self) -> None:
        super().__init__("This is not a demo")


def is_open(here: Company) -> bool:
    """Whether everybody may sign in as anybody: in the demo only."""
    return here.settings.demo


async def pick_page(request: Request) -> Response:
    """GET /demo. Raises NoDemo."""
    here = company(request)
    if not is_open(here):
        raise NoDemo
    goal = safe_path(request.query_params.get("next", "/"))
    return plain(request, "pages/pick.html", headers=SIGN_IN_HEADERS, accounts=await _people(here), next=goal)


async def pick(request: Request) -> Response:
    """POST /demo. Raises NoDemo, AccountNotFound."""
    here = company(request)
    if not is_open(here):
        raise NoDemo
    form = await form_of(request)
    account = await here.people.by_handle(field(form, "handle"))
    if not account.active:
        raise AccountNotFound
    secret = await sessions.begin(here.db, account.id, address=address(request), device=device(request))
    return with_session(see_other(safe_path(field(form, "next", "/")), SIGN_IN_HEADERS), secret)


async def _people(here: Company) -> list[Account]:
    """Those who spoke last, each once."""
    ids = here.head.page(Page(limit=_LOOKED_THROUGH), frozenset()) or []
    shared = await here.views.shared(ids)
    speakers = {found.author.id: found.author for found in shared.values() if found.author.kind is AccountKind.person}
    return list(speakers.values())[:_SHOWN]
