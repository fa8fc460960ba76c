"""A browser is asked to ring, or to be still; and what the pages that offer it must know."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.company import Company
from biztweet.kernel.errors import NotFound
from biztweet.push import browsers
from biztweet.push.address import keys_of
from biztweet.web.answers import fragment
from biztweet.web.forms import field, form_of
from biztweet.web.visit import Visit, visit


class Offer(msgspec.Struct, frozen=True):
    """`key`: by which the browser's push service will know this server; `on`: this browser rings already."""

    key: str
    on: bool


def pushes(company: Company) -> bool:
    """Whether anything is ever pushed."""
    return company.settings.push != "off" and bool(company.push.public_key)


async def offer_of(here: Visit) -> Offer | None:
    """What this browser is offered; None where nothing is pushed. One query at most."""
    if not pushes(here.company):
        return None
    return Offer(here.company.push.public_key, await browsers.rings(here.company.db, here.viewer))


async def ring(request: Request) -> Response:
    """POST /settings/notifications/ring: what the browser's push service gave it. Raises NotFound, Invalid."""
    here = await visit(request)
    if not pushes(here.company):
        raise NotFound("Nothing is pushed here")
    form = await form_of(request)
    keys = keys_of(field(form, "p256dh"), field(form, "auth"), standard=True)
    await browsers.ring(here.company.db, here.viewer, endpoint=field(form, "endpoint"), keys=keys)
    return fragment(b"")


async def be_still(request: Request) -> Response:
    """POST /settings/notifications/still."""
    here = await visit(request)
    await browsers.be_still(here.company.db, here.viewer)
    return fragment(b"")
