"""Routing: which route answers a request, found in one look, or among the few that fit."""

from collections.abc import Sequence

from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_MAX_PARTS = 12  # of a path: longer ones fit what has no end
_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


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
        if scope["type"] == "http" and scope["method"] not in METHODS:
            answer = JSONResponse({"error": "Method not allowed"}, 405, {"Allow": ", ".join(METHODS)} | _NO_SNIFFING)
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
            if isinstance(route, Route) and method in (route.methods or METHODS):
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
