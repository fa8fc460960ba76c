"""A browser is asked to ring, or to be still."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.quotas import Allowance
from biztweet.kernel.errors import NotFound
from biztweet.push import browsers
from biztweet.push.address import keys_of
from biztweet.web.answers import fragment
from biztweet.web.forms import field, form_of
from biztweet.web.ring_offer import pushes
from biztweet.web.visit import visit

ASKED = Allowance("ringing", 60, 15 * 60)  # of one person: each may name another address of a push service


async def ring(request: Request) -> Response:
    """POST /settings/notifications/ring: what the push service gave. Raises NotFound, QuotaUsedUp, Invalid."""
    here = await visit(request)
    if not pushes(here.company):
        raise NotFound("Nothing is pushed here")
    await here.company.quotas.spend(ASKED, str(here.viewer.id))
    form = await form_of(request)
    keys = keys_of(field(form, "p256dh"), field(form, "auth"), standard=True)
    await browsers.ring(here.company.db, here.viewer, endpoint=field(form, "endpoint"), keys=keys)
    return fragment(b"")


async def be_still(request: Request) -> Response:
    """POST /settings/notifications/still."""
    here = await visit(request)
    await browsers.be_still(here.company.db, here.viewer)
    return fragment(b"")
