"""The way into the settings: who one is here, and a line for each page."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.pages.settings.area import shown
from biztweet.web.visit import visit


async def index(request: Request) -> Response:
    """GET /settings."""
    return await shown(request, await visit(request), "index")
