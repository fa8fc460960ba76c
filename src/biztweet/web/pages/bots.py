"""An employee's own bots: made and ended. What they may do is given to an app, on the app's page."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts import bots
from biztweet.web.answers import see_other
from biztweet.web.forms import an_id, field, form_of
from biztweet.web.pages.developers import maker, picture_of
from biztweet.web.visit import visit


async def make(request: Request) -> Response:
    """POST /developers/bots. Raises HandleInvalid, HandleTaken, Invalid, TooManyBots, ImageRefused."""
    here = await maker(request)
    form = await form_of(request)
    handle = field(form, "handle").strip().removeprefix("@")
    picture = await picture_of(here, form, drawn_for=handle)
    await bots.make(here.company.db, here.me, handle, field(form, "name"), picture)
    return see_other("/developers")


async def end(request: Request) -> Response:
    """POST /developers/bots/{id}/end. Raises AccountNotFound."""
    here = await visit(request)
    await bots.end(here.company.db, here.viewer.id, an_id(request.path_params["id"]))
    return see_other("/developers")
