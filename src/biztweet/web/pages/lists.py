"""Plain lists of posts: a topic, one's bookmarks."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.timelines.hashtag import hashtag as hashtag_ids
from biztweet.timelines.marked import marked_by
from biztweet.web.answers import page
from biztweet.web.paging import asked, empty, listed, more, older_than
from biztweet.web.visit import Visit, visit


async def hashtag(request: Request) -> Response:
    """GET /tags/{tag}."""
    here = await visit(request)
    tag = request.path_params["tag"]
    ids = await hashtag_ids(here.company.timelines, here.viewer, tag, asked(request))
    nothing = ("message-circle", "No posts here", "When there is something, it appears here.")
    return await _list(request, here, ids, ids, f"#{tag}", "", nothing)


async def bookmarks(request: Request) -> Response:
    """GET /bookmarks."""
    here = await visit(request)
    marks = await marked_by(here.company.timelines, here.viewer.id, "bookmarks", asked(request))
    ids = [mark.subject_id for mark in marks]
    text = "Press the bookmark under a post to find it here again. Only you see this list."
    nothing = ("bookmark", "Nothing kept yet", text, "/", "Go to Home")
    return await _list(request, here, ids, [mark.id for mark in marks], here.says("Bookmarks"), "bookmarks", nothing)


async def _list(
    request: Request, here: Visit, ids: list[int], order: list[int], heading: str, section: str, why: tuple[str, ...]
) -> Response:
    first = "before" not in request.query_params
    holes = await listed(here, ids, older_than(request, order), lambda: empty(here, *why), first=first)
    if here.by_htmx:
        return more(holes)
    return await page(here, "pages/list.html", (heading,), holes, frame=here.frame(section), heading=heading)
