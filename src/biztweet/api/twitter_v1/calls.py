"""Calls: one row a method and path; each request is known, counted and answered, be it with a refusal."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from biztweet.access.quotas import Allowance, QuotaUsedUp
from biztweet.access.viewer import Viewer
from biztweet.api.parameters import Parameters, parameters
from biztweet.api.twitter.caller import caller, need
from biztweet.api.twitter.quota import QUARTER, access, allowance_of, counted, spend
from biztweet.api.twitter_v1 import errors
from biztweet.api.twitter_v1.errors import JSON, MethodWrong, PageMissing, Retired
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import NotFound, Refusal
from biztweet.live.opening import Streaming

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_GUARD = [(b"cache-control", b"private, no-store"), (b"x-content-type-options", b"nosniff")]
_encode = msgspec.json.Encoder().encode


class Ask(msgspec.Struct, frozen=True):
    """A request that was let in: the company, who asks, what is asked for."""

    company: Company
    me: Viewer
    given: Parameters
    request: Request


Answer = Response | Streaming
Handler = Callable[[Ask], Awaitable[Answer]]


class Call(msgspec.Struct, frozen=True):
    """One method of one path. `alone`: what an app that asks for itself may do in 15 minutes, 0 for nothing."""

    method: str
    path: str
    handle: Handler
    scope: str
    each: Allowance
    alone: int = 0
    changes: bool = False


def read(scope: str, path: str, handle: Handler, limit: int, alone: int = 0, *, method: str = "GET") -> Call:
    """A call that changes nothing; `limit` a token and 15 minutes."""
    return Call(method, path, handle, scope, Allowance(f"v1.1 {path}", limit, QUARTER), alone)


def write(
    scope: str,
    path: str,
    handle: Handler,
    limit: int,
    seconds: int = QUARTER,
    *,
    family: str = "",
    method: str = "POST",
) -> Call:
    """A call that changes something; calls of a `family` are counted together."""
    return Call(method, path, handle, scope, Allowance(f"v1.1 {family or path}", limit, seconds), changes=True)


def routes_of(calls: Iterable[Call], retired: Iterable[str] = ()) -> list[Route]:
    """A route for each path, with `.json` and without; what else stands under /1.1 is answered in its words."""
    by_path: dict[str, dict[str, Call]] = {}
    for call in calls:
        by_path.setdefault(call.path, {})[call.method] = call
    found = [
        Route(f"/1.1/{path}{ending}", Endpoint(methods), methods=_METHODS)
        for path, methods in by_path.items()
        for ending in (".json", "")
    ]
    gone = [Route(f"/1.1/{path}", Endpoint({}, Retired), methods=_METHODS) for path in retired]
    return [*found, *gone, Route("/1.1/{rest:path}", Endpoint({}), methods=_METHODS)]


def json(value: Any, status: int = 200) -> Response:  # noqa: ANN401 - whatever JSON may hold
    """An answer of plain values."""
    return Response(_encode(value), status, media_type=JSON)


class Endpoint:
    """The methods of one path, as an ASGI application."""

    def __init__(self, calls: Mapping[str, Call], missing: Callable[[], NotFound] = PageMissing) -> None:
        self._missing = missing
        self._calls = {**calls, "HEAD": calls["GET"]} if "GET" in calls else dict(calls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        head: list[tuple[bytes, bytes]] = []
        try:
            answer = await self._answer(request, head)
            if isinstance(answer, Streaming):
                await answer(scope, receive, send)
                return
        except Refusal as refusal:
            if isinstance(refusal, QuotaUsedUp):
                head += counted(refusal.quota)
            answer = errors.answer(refusal)
        answer.raw_headers += [*head, *_GUARD]
        await answer(scope, receive, send)

    async def _answer(self, request: Request, head: list[tuple[bytes, bytes]]) -> Answer:
        call = self._calls.get(request.method)
        if call is None:
            raise MethodWrong(" or ".join(self._calls)) if self._calls else self._missing()
        me = await caller(request)
        head += access(me)
        quota = await spend(company(request), me, allowance_of(call.each, call.alone, me))
        head += counted(quota)
        need(me, call.scope, alone=call.alone > 0)
        given = await parameters(request)
        if inside := request.path_params:
            given = msgspec.structs.replace(given, values={**given.values, **inside})
        return await call.handle(Ask(company(request), me, given, request))
