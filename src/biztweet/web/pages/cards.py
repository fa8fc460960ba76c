"""GET /cards: what stands behind a link that somebody is writing; for a post of ours, an offer to quote it."""

import re
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.quotas import Allowance
from biztweet.cards.address import address_of
from biztweet.cards.model import State
from biztweet.cards.show import is_known, wanted
from biztweet.web.answers import fragment
from biztweet.web.forms import an_id
from biztweet.web.visit import Visit, visit

_PART = "components/link-card.html"
_ASKED = Allowance("cards", 120, 15 * 60)  # addresses; to ask again for one that is waited for costs nothing
_MAX_TRIES = 20
_MAX_URL_LENGTH = 4_000
_POST = re.compile(r"/(?:posts|@\w{1,20}|\w{1,20}/status)/(\d{1,19})/?")


async def card(request: Request) -> Response:
    """The card of `url`, or nothing; while it is waited for, a line that asks again, `tries` times so far.

    Only our own script makes us ask another host: no other site can send its header along.
    """
    here = await visit(request)
    url = request.query_params.get("url", "")[:_MAX_URL_LENGTH]
    if (post_id := _post_of(here, url)) is not None:
        return await _offer(here, post_id)
    address = address_of(url, here.company.text_rules.own_host)
    tries = an_id(request.query_params.get("tries", "0"))
    asks = here.by_htmx and here.company.settings.link_cards and tries < _MAX_TRIES
    if address is None or not asks:
        return fragment(b"")
    # How often somebody has tried is their own word: an address that nobody asked for is a new one all the same.
    if tries == 0 or not await is_known(here.company.db, address):
        await here.company.quotas.spend(_ASKED, str(here.viewer.id))
    found = await here.company.db.write(lambda tx: wanted(tx, address))
    if found.state is State.ready:
        return _part(here, "link_card", found)
    if found.state is State.none:
        return fragment(b"")
    return _part(here, "waiting", address, tries + 1)


def _post_of(here: Visit, url: str) -> int | None:
    """Which post an address of ours leads to."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return None
    found = _POST.fullmatch(parts.path) if parts.netloc.lower() == here.company.text_rules.own_host else None
    return an_id(found[1]) if found else None


async def _offer(here: Visit, post_id: int) -> Response:
    view = await here.company.views.one(here.viewer, post_id)
    if view is None or view.shared.post.deleted_at is not None:
        return fragment(b"")
    return _part(here, "offer", view.shared.original or view.shared)


def _part(here: Visit, macro: str, *values: object) -> Response:
    return fragment(here.face.templates.macro(here.locale, _PART, macro, *values).encode())
