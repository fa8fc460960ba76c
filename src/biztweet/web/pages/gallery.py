"""The gallery of apps and bots that colleagues have built."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.gallery import gallery as shown
from biztweet.accounts.bots import active as active_bots
from biztweet.web.answers import once
from biztweet.web.visit import visit


async def gallery(request: Request) -> Response:
    """GET /apps/gallery."""
    here = await visit(request)
    apps, bots = await shown(here.company.db), await active_bots(here.company.db)
    owner_ids = {app.owner_id for app in apps} | {bot.owner_id for bot in bots}
    owners = await here.company.people.by_id([owner_id for owner_id in owner_ids if owner_id is not None])
    return await once(
        here,
        "pages/gallery.html",
        {},
        frame=here.frame("developers"),
        apps=apps,
        bots=bots,
        owners=owners,
    )
