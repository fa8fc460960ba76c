"""Whom one has muted and blocked, and the way back."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.follows.graph import listed
from biztweet.follows.hide import unblock, unmute
from biztweet.follows.store import Edge
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.web.answers import see_other
from biztweet.web.forms import an_id
from biztweet.web.pages.settings.area import shown
from biztweet.web.visit import Visit, visit

_SHOWN = 500
_VERBS: Mapping[str, Callable[[Database, Viewer, int], Awaitable[bool]]] = {"unmute": unmute, "unblock": unblock}
VERBS = tuple(_VERBS)


async def people(request: Request) -> Response:
    """GET /settings/people: the latest first."""
    here = await visit(request)
    page = Page(limit=_SHOWN)
    muted = await listed(here.company.db, here.viewer.id, "mutes", page)
    blocked = await listed(here.company.db, here.viewer.id, "blocks", page)
    return await shown(request, here, "people", muted=await _known(here, muted), blocked=await _known(here, blocked))


def ending(name: str) -> Callable[[Request], Awaitable[Response]]:
    """POST /settings/people/{id}/{verb}."""

    async def handler(request: Request) -> Response:
        here = await visit(request)
        await _VERBS[name](here.company.db, here.viewer, an_id(request.path_params["id"]))
        return see_other("/settings/people")

    return handler


async def _known(here: Visit, edges: list[Edge]) -> list[Account]:
    ids = [edge.account_id for edge in edges]
    known = await here.company.people.by_id(ids)
    return [known[account_id] for account_id in ids if account_id in known]
