"""Markers: how far the viewer has read, shared by all their apps."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.present.notification import marker
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.kernel.ids import MAX_ID

TIMELINES = ("home", "notifications")


async def read(request: Request) -> Response:
    """The markers of the timelines that are asked for."""
    me = await viewer(request, "read:statuses")
    wanted = (await parameters(request)).texts("timeline")
    marks = await company(request).inbox.read_marks(me)
    return json({name: marker(marks[name]) for name in TIMELINES if name in wanted and name in marks})


async def write(request: Request) -> Response:
    """Move markers on; they never go back. Raises Invalid."""
    me = await viewer(request, "write:statuses")
    sent = await parameters(request)
    marks = {}
    for name in TIMELINES:
        last_read_id = sent.inner(name).number("last_read_id")
        if last_read_id is None:
            continue
        if not 0 <= last_read_id <= MAX_ID:
            raise Invalid(name, "last_read_id is not an id")
        marks[name] = marker(await company(request).inbox.mark_read(me, name, last_read_id))
    return json(marks)
