"""The application: every face of every company in this process, behind one door."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet import health
from biztweet.api import files
from biztweet.api.mastodon import routes as mastodon
from biztweet.api.oauth import routes as oauth
from biztweet.api.twitter_v1 import routes as twitter_v1
from biztweet.api.twitter_v2 import routes as twitter_v2
from biztweet.company import Company
from biztweet.inject import COMPANY
from biztweet.routing import METHODS, ByPath
from biztweet.web import routes as web
from biztweet.web.pages import consent

_ROOTS = ("/api", "/1.1", "/2", "/oauth", "/oauth2", "/.well-known", "/nodeinfo")
_API = tuple(f"{root}/" for root in _ROOTS)
_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


def make(companies: Mapping[str, Company] | Company) -> ASGIApp:
    """The ASGI application of one company, or of several by host name (lower case, no port)."""
    return ByHost(companies, ByPath(every_route()))


def every_route() -> list[BaseRoute]:
    """The routes of all faces; the first that fits counts."""
    return [
        *health.routes,
        *files.routes,
        *twitter_v1.routes,
        *oauth.routes(consent),
        *twitter_v2.routes,
        *mastodon.routes,
        *unspoken,
        *web.routes,
    ]


class ByHost:
    """Puts the company into the scope: the only one, or the one whose host name was asked for (else 421)."""

    def __init__(self, companies: Mapping[str, Company] | Company, app: ASGIApp) -> None:
        self._companies = companies
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] in ("http", "websocket"):
            found = self._companies if isinstance(self._companies, Company) else self._companies.get(_host(scope))
            if found is None:
                answer = JSONResponse({"error": "No company has this host name"}, 421)
                await answer(scope, receive, send)
                return
            scope[COMPANY] = found
            path = scope["path"]
            if path.endswith("/") and path.startswith(_API):
                scope["path"] = path.rstrip("/")
        await self._app(scope, receive, send)


async def nothing(_request: Request) -> Response:
    """What programs ask for and there is not: they can read no page for people."""
    return JSONResponse({"error": "There is no such path, or no such method of it"}, 404, _NO_SNIFFING)


unspoken = [
    Route(path, nothing, methods=METHODS)
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/media/{rest:path}",
        *_ROOTS,
        *[f"{root}/{{rest:path}}" for root in _ROOTS],
    )
]


def _host(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    return host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
