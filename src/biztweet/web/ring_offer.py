"""What the pages that offer to ring in this browser must know."""

import msgspec

from biztweet.company import Company
from biztweet.push import browsers
from biztweet.web.visit import Visit


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
