"""Polls: read, and voted in."""

import re

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.present.poll import seen
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.posts import vote as voting

_PLACE = re.compile(r"[0-9]{1,3}", re.ASCII)


async def one(request: Request) -> Response:
    """One poll; its id is that of its status. Raises RecordMissing."""
    me = await viewer(request, "read:statuses")
    return await _answer(request, me, parse.path_id(request))


async def vote(request: Request) -> Response:
    """Vote: once, and for good. Raises Invalid, RecordMissing."""
    me = await viewer(request, "write:statuses")
    here = company(request)
    choices = _choices(await parameters(request))
    post_id = await voting.vote(here.db, me, parse.path_id(request), choices)
    await here.relay.written()
    return await _answer(request, me, post_id)


async def _answer(request: Request, me: Viewer, post_id: int) -> Response:
    view = await company(request).views.one(me, post_id)
    if view is None or view.shared.poll is None:
        raise parse.RecordMissing
    return json(seen(view.shared.poll, view.marks))


def _choices(sent: Parameters) -> list[int]:
    """The places of the options that are voted for. Raises Invalid."""
    texts = sent.texts("choices")
    if not all(_PLACE.fullmatch(text) for text in texts):
        raise Invalid("choices", "The chosen vote option does not exist")
    return [int(text) for text in texts]
