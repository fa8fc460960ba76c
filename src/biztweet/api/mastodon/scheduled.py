"""Scheduled statuses: listed, read, moved, called off."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon import compose, parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present.scheduled import scheduled
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.schedules import schedule
from biztweet.schedules.model import Scheduled
from biztweet.schedules.waiting import pictures_of, waiting


async def listed(request: Request) -> Response:
    """What waits to be posted for the viewer, the latest made first."""
    me = await viewer(request, "read:statuses")
    page = parse.page(await parameters(request))
    found = await waiting(company(request).db, me, page)
    return json(await shown(request, found), headers=links(request, [each.id for each in found], page.limit))


async def one(request: Request) -> Response:
    """One status that waits."""
    me = await viewer(request, "read:statuses")
    found = await schedule.owned(company(request).db, me, parse.path_id(request))
    return json((await shown(request, [found]))[0])


async def change(request: Request) -> Response:
    """Give it another time."""
    me = await viewer(request, "write:statuses")
    here = company(request)
    scheduled_id = parse.path_id(request)
    due_at = compose.scheduled_at(await parameters(request), here.db.clock())
    if due_at is not None:
        await schedule.move(here.db, me, scheduled_id, due_at)
    return json((await shown(request, [await schedule.owned(here.db, me, scheduled_id)]))[0])


async def cancel(request: Request) -> Response:
    """Call it off."""
    me = await viewer(request, "write:statuses")
    await schedule.cancel(company(request).db, me, parse.path_id(request))
    return json({})


async def shown(request: Request, found: Sequence[Scheduled]) -> list[dict[str, object]]:
    """What waits, with its pictures."""
    pictures = await pictures_of(company(request).db, found)
    return [
        scheduled(site(request), each, [pictures[i] for i in each.draft.media_ids if i in pictures]) for each in found
    ]
