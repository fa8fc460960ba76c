"""A topic: what is written under it, and whether it stands in one's Home."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from biztweet.posts.text import fold_tag
from biztweet.timelines.hashtag import hashtag
from biztweet.topics.keep import checked, drop, keep
from biztweet.web.answers import fragment, page, see_other
from biztweet.web.paging import asked, empty, listed, more
from biztweet.web.visit import Visit, visit


async def topic(request: Request) -> Response:
    """GET /tags/{tag}."""
    here = await visit(request)
    tag = request.path_params["tag"]
    ids = await hashtag(here.company.timelines, here.viewer, tag, asked(request))
    holes = await listed(here, request, ids, lambda: _why_empty(here))
    if here.by_htmx:
        return more(holes)
    followed = await _followed(here, tag)
    frame, folded = here.frame("explore"), fold_tag(tag)
    return await page(
        here, "pages/topic.html", (tag, followed), holes, frame=frame, tag=tag, folded=folded, followed=followed
    )


async def follow(request: Request) -> Response:
    """POST /tags/{tag}/follow. Raises NoTopic, TooManyTopics."""
    here = await visit(request)
    await keep(here.company.db, here.viewer, "followed", request.path_params["tag"])
    return await _shown(request, here)


async def unfollow(request: Request) -> Response:
    """POST /tags/{tag}/unfollow."""
    here = await visit(request)
    await drop(here.company.db, here.viewer, "followed", request.path_params["tag"])
    return await _shown(request, here)


async def _shown(request: Request, here: Visit) -> Response:
    tag = checked(request.path_params["tag"])
    if not here.by_htmx:
        return see_other(f"/tags/{quote(tag, safe='')}")
    button = (tag, await _followed(here, tag))
    return fragment(here.face.templates.macro(here.locale, "components/topic.html", "follow_button", *button).encode())


async def _followed(here: Visit, tag: str) -> bool:
    return fold_tag(tag) in await here.company.timelines.topics.followed(here.viewer.id)


def _why_empty(here: Visit) -> str:
    text = "Name the topic in a post of yours to begin it."
    return empty(here, "hash", "Nobody talks about this yet", text, "/#write", "Write something")
