"""The guide for developers: from a token to a first post, and every address of the APIs with how far it goes."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.answers import page
from biztweet.web.endpoints import tables
from biztweet.web.visit import visit


async def start(request: Request) -> Response:
    """GET /developers/start."""
    here = await visit(request)
    base_url = here.company.settings.base_url.rstrip("/")
    return await page(here, "pages/start.html", (), {}, frame=here.frame("developers"), base_url=base_url)


async def endpoints(request: Request) -> Response:
    """GET /developers/endpoints."""
    here = await visit(request)
    return await page(here, "pages/endpoints.html", (), {}, frame=here.frame("developers"), tables=tables())
