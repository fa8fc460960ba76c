"""Filters in groups of keywords and statuses, as apps know them today (v2)."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import outlines, parse
from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.present import filter as present
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.statuses import seen
from biztweet.api.parameters import Parameters, parameters
from biztweet.filters import keep
from biztweet.filters.book import filter_of, keyword_of, marked_of
from biztweet.filters.model import Filter
from biztweet.inject import company


async def listed(request: Request) -> Response:
    """All filters."""
    return json([present.filter_v2(one) for one in await own(request)])


async def one(request: Request) -> Response:
    """One filter."""
    return json(present.filter_v2(filter_of(await own(request), parse.path_id(request))))


async def create(request: Request) -> Response:
    """Make a filter, with its first keywords."""
    me, sent = await writing(request)
    made = await keep.create(
        company(request).db,
        me,
        outlines.outline(sent, company(request).db.clock(), None),
        outlines.keyword_changes(sent),
    )
    return json(present.filter_v2(filter_of(await own_now(request, me), made)))


async def change(request: Request) -> Response:
    """Change what is named; keywords that are not named stay."""
    me, sent = await writing(request)
    before = filter_of(await own_now(request, me), parse.path_id(request))
    await keep.change(
        company(request).db,
        me,
        before.id,
        outlines.outline(sent, company(request).db.clock(), before),
        outlines.keyword_changes(sent),
    )
    return json(present.filter_v2(filter_of(await own_now(request, me), before.id)))


async def remove(request: Request) -> Response:
    """Remove a filter."""
    me, _ = await writing(request)
    await keep.remove(company(request).db, me, parse.path_id(request))
    return json({})


async def keywords(request: Request) -> Response:
    """What one filter looks for."""
    return json([present.keyword(word) for word in filter_of(await own(request), parse.path_id(request)).keywords])


async def add_keyword(request: Request) -> Response:
    """Look for more."""
    me, sent = await writing(request)
    made = await keep.add_keyword(company(request).db, me, parse.path_id(request), outlines.keyword_change(sent))
    return json(present.keyword(keyword_of(await own_now(request, me), made)))


async def keyword(request: Request) -> Response:
    """One keyword."""
    return json(present.keyword(keyword_of(await own(request), parse.path_id(request))))


async def change_keyword(request: Request) -> Response:
    """Look for something else."""
    me, sent = await writing(request)
    keyword_id = parse.path_id(request)
    await keep.change_keyword(company(request).db, me, keyword_id, outlines.keyword_change(sent))
    return json(present.keyword(keyword_of(await own_now(request, me), keyword_id)))


async def remove_keyword(request: Request) -> Response:
    """Look for it no longer."""
    me, _ = await writing(request)
    await keep.remove_keyword(company(request).db, me, parse.path_id(request))
    return json({})


async def statuses(request: Request) -> Response:
    """The statuses that one filter matches whatever they say."""
    return json([present.marked(each) for each in filter_of(await own(request), parse.path_id(request)).posts])


async def add_status(request: Request) -> Response:
    """Match one more."""
    me, sent = await writing(request)
    post = await seen(request, me, parse.an_id(sent.text("status_id") or ""))
    made = await keep.mark(company(request).db, me, parse.path_id(request), post.id)
    return json(present.marked(marked_of(await own_now(request, me), made)))


async def status(request: Request) -> Response:
    """One status that a filter matches."""
    return json(present.marked(marked_of(await own(request), parse.path_id(request))))


async def remove_status(request: Request) -> Response:
    """Match it no longer."""
    me, _ = await writing(request)
    await keep.unmark(company(request).db, me, parse.path_id(request))
    return json({})


async def own(request: Request) -> list[Filter]:
    """The asker's filters."""
    return await company(request).filters.of((await viewer(request, "read:filters")).id)


async def writing(request: Request) -> tuple[Viewer, Parameters]:
    """Who wants to change something, and what they sent."""
    return await viewer(request, "write:filters"), await parameters(request)


async def own_now(request: Request, me: Viewer) -> list[Filter]:
    """The same, as of every change committed before."""
    await company(request).relay.written()
    return await company(request).filters.of(me.id)
