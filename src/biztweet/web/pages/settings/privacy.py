"""Who can read what, what is counted, and what never is."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.pages.settings.area import shown
from biztweet.web.visit import visit


async def privacy(request: Request) -> Response:
    """GET /settings/privacy."""
    here = await visit(request)
    settings = here.company.settings
    return await shown(
        request, here, "privacy", pushes=settings.push, titles=settings.show_titles, mails=settings.mails
    )
