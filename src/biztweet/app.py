"""The application: every face of every company in this process, behind one door."""

import hmac
from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.api import files
from biztweet.api.mastodon import routes as mastodon
from biztweet.api.oauth import routes as oauth
from biztweet.api.twitter_v1 import routes as twitter_v1
from biztweet.api.twitter_v2 import routes as twitter_v2
from biztweet.company import Company
from biztweet.inject import COMPANY, company
from biztweet.kernel import outbox
from biztweet.kernel.errors import Unavailable
from biztweet.web import routes as web
from biztweet.web.pages import consent

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_MAX_PARTS = 12  # of a path: longer ones fit what has no end
_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}
_ROOTS = ("/api", "/1.1", "/2", "/oauth", "/oauth2", "/.well-known", "/nodeinfo")
_API = tuple(f"{root}/" for root in _ROOTS)


def make(companies: Mapping[str, Company] | Company) -> ASGIApp:
    """The ASGI application of one company, or of several by host name (lower case, no port)."""
    return ByHost(companies, ByPath(every_route()))


def every_route() -> list[BaseRoute]:
    """The routes of all faces; the first that fits counts."""
    return [
        *health,
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


class ByPath:
    """Finds a route: by its very path in one step, or in order where paths hold parameters."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._exact: dict[tuple[str, str], ASGIApp] = {}
        for route in routes:
            if isinstance(route, Route) and not route.param_convertors:
                for method in route.methods or ():
                    self._exact.setdefault((method, route.path), route.app)
        self._routes = routes
        self._routers: dict[tuple[str, int, str], Router] = {}
        self._roots = {_root(route) for route in routes}
        self._lasts = {_last(route) for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] not in _METHODS:
            answer = JSONResponse({"error": "Method not allowed"}, 405, {"Allow": ", ".join(_METHODS)} | _NO_SNIFFING)
            await answer(scope, receive, send)
            return
        app = self.found(scope) if scope["type"] == "http" else None
        if app is None:  # WebSockets, and what no route answers
            app = self.router(scope["path"])
        await app(scope, receive, send)

    def found(self, scope: Scope) -> ASGIApp | None:
        """What answers an HTTP request, its path's parts put into the scope; None where no path or method fits."""
        method, path = scope["method"], scope["path"]
        app = self._exact.get((method, path))
        if app is not None:
            scope["path_params"] = {}
            return app
        for route in self.router(path).routes:
            if isinstance(route, Route) and method in (route.methods or _METHODS):
                fitting = route.path_regex.match(path)
                if fitting is not None:
                    parts, read = fitting.groupdict(), route.param_convertors
                    scope["path_params"] = {name: read[name].convert(text) for name, text in parts.items()}
                    return route.app
        return None

    def router(self, path: str) -> Router:
        """The routes that may fit a path, by its first and last part and how many it has; their order stays."""
        root, parts, last = path.partition("/")[2].partition("/")[0], path.count("/"), path.rpartition("/")[2]
        key = (
            root if root in self._roots else "",
            min(parts, _MAX_PARTS),
            last if last in self._lasts else "",
        )
        found = self._routers.get(key)
        if found is None:
            fit = [route for route in self._routes if _may_fit(route, *key)]
            found = self._routers[key] = Router(fit, redirect_slashes=False)
        return found


def _root(route: BaseRoute) -> str:
    """The first part of a route's path; "" where it stands for anything."""
    path: str = getattr(route, "path", "")
    root = path.partition("/")[2].partition("/")[0]
    return "" if "{" in root else root


def _last(route: BaseRoute) -> str:
    """The last part of a route's path; "" where it stands for anything."""
    path: str = getattr(route, "path", "")
    last = path.rpartition("/")[2]
    return "" if "{" in last else last


def _may_fit(route: BaseRoute, root: str, parts: int, last: str) -> bool:
    path: str = getattr(route, "path", "")
    if _root(route) not in ("", root):
        return False
    if not path or ":path}" in path:
        return True
    return min(path.count("/"), _MAX_PARTS) == parts and _last(route) in ("", last)


async def alive(_request: Request) -> Response:
    """200 while the process answers."""
    return PlainTextResponse("ok", headers=_NO_SNIFFING)


async def ready(request: Request) -> Response:
    """200 when the database answers, else 503."""
    try:
        await company(request).db.rows(outbox.READ_COUNTERS)
    except Unavailable as away:
        return JSONResponse({"ready": False, "database": away.message}, 503, {"Retry-After": "5"} | _NO_SNIFFING)
    return JSONResponse({"ready": True}, headers=_NO_SNIFFING)


async def metrics(request: Request) -> Response:
    """Figures for Prometheus, for who brings the token; to strangers there is no such page."""
    here = company(request)
    expected = f"Bearer {here.settings.metrics_token}".encode()
    given = request.headers.get("authorization", "").encode()
    if not here.settings.metrics_token or not hmac.compare_digest(given, expected):
        return PlainTextResponse("Not Found", 404, _NO_SNIFFING)
    registry = CollectorRegistry()
    registry.register(_Figures(here))
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")


async def nothing(_request: Request) -> Response:
    """What programs ask for and there is not: they can read no page for people."""
    return JSONResponse({"error": "There is no such path, or no such method of it"}, 404, _NO_SNIFFING)


health = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
unspoken = [
    Route(path, nothing, methods=_METHODS)
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/media/{rest:path}",
        *_ROOTS,
        *[f"{root}/{{rest:path}}" for root in _ROOTS],
    )
]


class _Figures:
    """What this process counts; no people, no posts."""

    def __init__(self, here: Company) -> None:
        self._here = here

    def collect(self) -> list[GaugeMetricFamily]:
        """The families Prometheus asks for."""
        counts = self._here.hub.counts()
        streams = GaugeMetricFamily("biztweet_streams", "Open streams", labels=["format"])
        for name, number in counts.streams.items():
            streams.add_metric([name], number)
        return [
            streams,
            GaugeMetricFamily("biztweet_stream_frames_skipped", "Frames not sent to slow readers", counts.skipped),
            GaugeMetricFamily("biztweet_streams_cut", "Streams cut since the start", counts.cut),
            GaugeMetricFamily("biztweet_event_position", "Last event known here", self._here.relay.position),
        ]


def _host(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    return host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
