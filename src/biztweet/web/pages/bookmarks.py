"""What somebody keeps for themselves."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.timelines.marked import marked_by
from biztweet.web.answers import page
from biztweet.web.paging import asked, empty, listed, more
from biztweet.web.visit import Visit, visit


async def bookmarks(request: Request) -> Response:
    """GET /bookmarks, the latest kept first."""
    here = await visit(request)
    marks = await marked_by(here.company.timelines, here.viewer.id, "bookmarks", asked(request))
    ids, order = [mark.subject_id for mark in marks], [mark.id for mark in marks]
    holes = await listed(here, request, ids, lambda: _why_empty(here), order=order)
    if here.by_htmx:
        return more(holes)
    return await page(here, "pages/bookmarks.html", (), holes, frame=here.frame("bookmarks"))


def _why_empty(here: Visit) -> str:
    text = "Press the bookmark under a post to find it here again. Only you see this list."
    return empty(here, "bookmark", "Nothing kept yet", text, "/", "Go to Home")
