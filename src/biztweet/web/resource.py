"""Resource: one path and what its methods do; forms are checked for where they come from, refusals become pages."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from biztweet.access.sessions import SessionOver
from biztweet.kernel.errors import Refusal
from biztweet.live.opening import Streaming
from biztweet.web import csrf, errors
from biztweet.web.answers import fragment, see_other
from biztweet.web.compression import gzipped
from biztweet.web.forms import came_from
from biztweet.web.visit import remember_language
from biztweet.whole import Whole, give

Answer = Response | Streaming
Handler = Callable[[Request], Awaitable[Answer]]

log = structlog.get_logger()

_WORTH_COMPRESSING = 2_000


def resource(path: str, **handlers: Handler) -> Route:
    """A path and its methods: `resource("/settings", GET=settings, POST=save)`; GET answers HEAD too."""
    return Route(path, Resource(handlers), methods=list(handlers))


class Resource:
    """The methods of one path, as an ASGI application."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = {**handlers, "HEAD": handlers["GET"]} if "GET" in handlers else dict(handlers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        finally:
            await request.close()
        if isinstance(answer, Response):
            remember_language(request, answer)
            _compress(request, answer)
            await give(answer, scope, receive, send)
        else:
            await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Answer:
        try:
            if request.method == "POST":
                await csrf.check(request)
            return await self._handlers[request.method](request)
        except SessionOver as refusal:
            return _to_the_door(request, refusal)
        except Refusal as refusal:
            return errors.answer(request, refusal)
        except Exception:  # the outermost edge: whoever asked gets a page, the log the reason
            request_id = request.scope.get("state", {}).get("request_id", "")
            log.exception("page_broken", request_id=request_id, path=request.url.path)
            return errors.broken(request, request_id)


def _to_the_door(request: Request, refusal: SessionOver) -> Response:
    """A stranger is sent to sign in, and back afterwards; a fragment cannot be, so the whole page goes."""
    if request.method in {"GET", "HEAD"} and "hx-request" not in request.headers:
        if "text/event-stream" in request.headers.get("accept", ""):
            return errors.answer(request, refusal)
        raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
        target = raw.partition(b"?")[0].decode("latin-1") + (f"?{request.url.query}" if request.url.query else "")
        return see_other("/login" if target == "/" else f"/login?next={quote(target, safe='')}")
    if "hx-request" in request.headers:
        return fragment(b"", 401, HX_Redirect=f"/login?next={quote(came_from(request), safe='')}")
    return errors.answer(request, refusal)


def _compress(request: Request, answer: Response) -> None:
    """A page of 40 posts shrinks to an eighth; secrets in it are masked, see `csrf_token`."""
    pieces = answer.pieces if isinstance(answer, Whole) else (bytes(answer.body),)
    if "gzip" not in request.headers.get("accept-encoding", "") or sum(map(len, pieces)) < _WORTH_COMPRESSING:
        return
    answer.body = gzipped(pieces)
    answer.headers["Content-Length"] = str(len(answer.body))
    answer.headers["Content-Encoding"] = "gzip"
