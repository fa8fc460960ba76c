"""Resource: one path and what its methods do; every answer gets what browsers and clients look for in its head."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from biztweet.access.quotas import Quota, QuotaUsedUp
from biztweet.api.mastodon import errors
from biztweet.api.mastodon.caller import quota
from biztweet.kernel.errors import Refusal
from biztweet.live.opening import Streaming
from biztweet.whole import give

Answer = Response | Streaming
Handler = Callable[[Request], Awaitable[Answer]]
Word = Callable[[Refusal], Response]

JSON = "application/json; charset=utf-8"
_CORS = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Retry-After, Deprecation",
    ),
]
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    # `*` would not cover Authorization.
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Accept-Language",
    "Access-Control-Max-Age": "7200",
}
_NO_SNIFFING = (b"x-content-type-options", b"nosniff")
# Few, since the server looks at each of them letter by letter. What is not stored need not vary.
_GUARD = [(b"cache-control", b"private, no-store"), _NO_SNIFFING]
STREAM_HEADERS = [*_CORS, (b"content-type", b"text/event-stream; charset=utf-8"), _NO_SNIFFING]

_encoder = msgspec.json.Encoder()


def resource(path: str, *, word: Word = errors.answer, **handlers: Handler) -> Route:
    """A path and its methods: `resource("/api/v1/lists", GET=lists, POST=create)`; GET answers HEAD too."""
    return Route(path, Resource(handlers, word), methods=[*handlers, "OPTIONS"])


def json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:  # noqa: ANN401 - JSON
    """An answer of plain values."""
    return Response(_encoder.encode(value), status, headers, JSON)


class Resource:
    """The methods of one path, as an ASGI application that words refusals in its dialect."""

    def __init__(self, handlers: Mapping[str, Handler], word: Word) -> None:
        self._handlers = {**handlers, "HEAD": handlers["GET"]} if "GET" in handlers else dict(handlers)
        self._word = word

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["method"] == "OPTIONS":
            answer = Response(status_code=204, headers=_PREFLIGHT)
            answer.raw_headers.extend(_CORS)
            await answer(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self._handlers[scope["method"]](request)
            if isinstance(response, Streaming):
                await response(scope, receive, send)
                return
            rate_limit = await quota(request)
        except Refusal as refusal:
            response = self._word(refusal)
            rate_limit = await _rate_limit_after(request, refusal)
        response.raw_headers += [
            (b"x-ratelimit-limit", b"%d" % rate_limit.limit),
            (b"x-ratelimit-remaining", b"%d" % rate_limit.remaining),
            (b"x-ratelimit-reset", _written(rate_limit.reset_at)),
            *_GUARD,
        ]
        for name, _ in scope["headers"]:
            if name == b"origin":  # a browser, on some page's behalf
                response.raw_headers += _CORS
                break
        await give(response, scope, receive, send)


async def _rate_limit_after(request: Request, refusal: Refusal) -> Quota:
    if isinstance(refusal, QuotaUsedUp):
        return refusal.quota
    try:
        return await quota(request)
    except QuotaUsedUp as used_up:
        return used_up.quota


@lru_cache(maxsize=4_096)
def _written(seconds: int) -> bytes:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S.000000Z}".encode()
