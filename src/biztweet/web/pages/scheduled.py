"""What waits to be posted: GET /scheduled, and POST /scheduled/{id}/cancel."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.schedules.schedule import cancel as call_off
from biztweet.schedules.waiting import waiting
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id
from biztweet.web.paging import asked, older_than
from biztweet.web.visit import visit


async def scheduled(request: Request) -> Response:
    """GET /scheduled: the latest made first."""
    here = await visit(request)
    found = await waiting(here.company.db, here.viewer, asked(request))
    older = older_than(request, [each.id for each in found])
    frame = here.frame("settings")
    return await once(here, "pages/scheduled.html", {}, frame=frame, scheduled=found, older=older)


async def cancel(request: Request) -> Response:
    """POST /scheduled/{id}/cancel."""
    here = await visit(request)
    await call_off(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return see_other("/scheduled")
