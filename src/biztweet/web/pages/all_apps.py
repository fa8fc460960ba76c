"""All apps of the installation, for administrators: who registered them, how many use them; allow, block, kill."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import administer_apps
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id
from biztweet.web.resource import Handler
from biztweet.web.visit import visit

VERBS = ("allow", "block", "kill")
_SHOWN = 50

Act = Callable[[Database, Viewer, int], Awaitable[object]]


async def all_apps(request: Request) -> Response:
    """GET /admin/apps. Raises ScopeMissing."""
    here = await visit(request)
    before = request.query_params.get("before")
    page = Page(limit=_SHOWN, before=an_id(before) if before else MAX_ID)
    apps = await administer_apps.all_apps(here.company.db, here.viewer, page)
    uses = await administer_apps.token_counts(here.company.db, here.viewer, [app.id for app in apps])
    owners = await here.company.people.by_id([app.owner_id for app in apps if app.owner_id is not None])
    older = apps[-1].id if len(apps) == _SHOWN else None
    frame = here.frame("settings")
    return await once(here, "pages/all_apps.html", {}, frame=frame, apps=apps, uses=uses, owners=owners, older=older)


def ruling_by(verb: str) -> Handler:
    """POST /admin/apps/{id}/VERB. Raises AppNotFound, ScopeMissing."""
    act: Act = {"allow": administer_apps.allow, "block": administer_apps.block, "kill": administer_apps.revoke_all}[
        verb
    ]

    async def handler(request: Request) -> Response:
        here = await visit(request)
        await act(here.company.db, here.viewer, an_id(request.path_params["id"]))
        return see_other("/admin/apps")

    return handler
