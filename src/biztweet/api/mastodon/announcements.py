"""Announcements: read, put away, and reacted to."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.announcements import answer
from biztweet.announcements.rules import REACTIONS_PER_PERSON
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import bearer, site, viewer
from biztweet.api.mastodon.present.announcement import announcement
from biztweet.api.mastodon.resource import json
from biztweet.inject import company


async def listed(request: Request) -> Response:
    """What stands; any token of a person's may ask."""
    me = await bearer(request)
    me.need_person()
    return json([announcement(site(request), view) for view in await company(request).board.seen_by(me)])


async def dismiss(request: Request) -> Response:
    """Mark one as read."""
    me = await viewer(request, "write:accounts")
    await answer.dismiss(company(request).db, me, parse.path_id(request))
    return json({})


async def react(request: Request) -> Response:
    """React with an emoji; twice is once."""
    me = await viewer(request, "write:favourites")
    await company(request).quotas.spend(REACTIONS_PER_PERSON, str(me.id))
    await answer.react(company(request).db, me, parse.path_id(request), request.path_params["name"])
    return json({})


async def unreact(request: Request) -> Response:
    """Take a reaction back."""
    me = await viewer(request, "write:favourites")
    await company(request).quotas.spend(REACTIONS_PER_PERSON, str(me.id))
    await answer.unreact(company(request).db, me, parse.path_id(request), request.path_params["name"])
    return json({})
