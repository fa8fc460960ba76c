"""Favourites, reblogs, bookmarks, pins and mutes of threads: set, taken back, listed, and who set them."""

from collections.abc import Awaitable, Callable
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present import account as present
from biztweet.api.mastodon.resource import Handler, json
from biztweet.api.mastodon.statuses import answer_many, answer_one, seen
from biztweet.api.parameters import parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.posts import bookmark as bookmarking
from biztweet.posts import like as liking
from biztweet.posts import mute_thread as muting
from biztweet.posts import pin as pinning
from biztweet.posts import repost as reposting
from biztweet.posts.model import Source
from biztweet.timelines.marked import marked_by, marks_of

Act = Callable[[Company, Viewer, int], Awaitable[object]]


def act(scope: str, do: Act) -> Handler:
    """A handler that marks the status in the path and answers with it; twice is once."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, scope)
        post_id = parse.path_id(request)
        await do(company(request), me, post_id)
        return await answer_one(request, me, post_id)

    return handler


favourite = act("write:favourites", lambda here, me, post_id: liking.like(here.db, me, post_id))
unfavourite = act("write:favourites", lambda here, me, post_id: liking.unlike(here.db, me, post_id))
bookmark = act("write:bookmarks", lambda here, me, post_id: bookmarking.bookmark(here.db, me, post_id))
unbookmark = act("write:bookmarks", lambda here, me, post_id: bookmarking.unbookmark(here.db, me, post_id))
pin = act("write:accounts", lambda here, me, post_id: pinning.pin(here.db, me, post_id))
unpin = act("write:accounts", lambda here, me, post_id: pinning.unpin(here.db, me, post_id))
mute = act("write:mutes", lambda here, me, post_id: muting.mute_thread(here.db, me, post_id))
unmute = act("write:mutes", lambda here, me, post_id: muting.unmute_thread(here.db, me, post_id))


async def reblog(request: Request) -> Response:
    """Repeat a status; the answer is the repeat, the status stands inside it."""
    me = await viewer(request, "write:statuses")
    source = Source(me.app_name, me.app_url)
    repeat = await reposting.repost(company(request).db, me, parse.path_id(request), source)
    return await answer_one(request, me, repeat.post_id)


async def unreblog(request: Request) -> Response:
    """Take a repeat back; the answer is the status that was repeated."""
    me = await viewer(request, "write:statuses")
    return await answer_one(request, me, await reposting.unrepost(company(request).db, me, parse.path_id(request)))


async def favourites(request: Request) -> Response:
    """What the viewer has favourited, latest first."""
    return await _marked(request, "read:favourites", "likes")


async def bookmarks(request: Request) -> Response:
    """What the viewer has bookmarked, latest first."""
    return await _marked(request, "read:bookmarks", "bookmarks")


async def favourited_by(request: Request) -> Response:
    """Who favourited a status."""
    return await _markers(request, "likers")


async def reblogged_by(request: Request) -> Response:
    """Who reblogged a status."""
    return await _markers(request, "reposters")


async def quotes(request: Request) -> Response:
    """Statuses that quote one."""
    me = await viewer(request, "read:statuses")
    page = parse.page(await parameters(request))
    quoted = await seen(request, me, parse.path_id(request))
    marks = await marks_of(company(request).timelines, quoted.id, "quotes", page)
    ids = [mark.subject_id for mark in marks]
    return await answer_many(request, me, ids, links(request, ids, page.limit))


async def _marked(request: Request, scope: str, which: Literal["likes", "bookmarks"]) -> Response:
    me = await viewer(request, scope)
    page = parse.page(await parameters(request))
    marks = await marked_by(company(request).timelines, me.id, which, page)
    pages = links(request, [mark.id for mark in marks], page.limit)
    return await answer_many(request, me, [mark.subject_id for mark in marks], pages)


async def _markers(request: Request, which: Literal["likers", "reposters"]) -> Response:
    me = await viewer(request, "read:statuses")
    here = company(request)
    page = parse.page(await parameters(request), 40, 80)
    view = await seen(request, me, parse.path_id(request))
    marks = await marks_of(here.timelines, (view.shared.original or view.shared).post.id, which, page)
    found = await here.people.by_id(mark.subject_id for mark in marks)
    shown = [present.account(site(request), found[mark.subject_id]) for mark in marks if mark.subject_id in found]
    return json(shown, headers=links(request, [mark.id for mark in marks], page.limit))
