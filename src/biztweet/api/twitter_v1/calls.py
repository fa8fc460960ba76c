"""Calls: one row a method and path; each request is known, counted and answered, be it with a refusal."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biztweet.access.quotas import Allowance
from biztweet.access.viewer import Viewer
from biztweet.api.parameters import Parameters, parameters
from biztweet.api.twitter import endpoint
from biztweet.api.twitter.caller import need
from biztweet.api.twitter.endpoint import JSON, Answer, Head, by_path, known
from biztweet.api.twitter.quota import QUARTER
from biztweet.api.twitter_v1 import codes
from biztweet.api.twitter_v1.errors import MethodWrong, PageMissing, Retired
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import NotFound, Refusal

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_encode = msgspec.json.Encoder().encode


class Ask(msgspec.Struct, frozen=True):
    """A request that was let in: the company, who asks, what is asked for."""

    company: Company
    me: Viewer
    given: Parameters
    request: Request


Handler = Callable[[Ask], Awaitable[Answer]]


class Call(msgspec.Struct, frozen=True):
    """One method of one path. `app_only`: what an app that asks for itself may do in 15 minutes, 0 for nothing."""

    method: str
    path: str
    handle: Handler
    scope: str
    each: Allowance
    app_only: int = 0
    changes: bool = False


def read(scope: str, path: str, handle: Handler, limit: int, app_only: int = 0, *, method: str = "GET") -> Call:
    """A call that changes nothing; `limit` a token and 15 minutes."""
    return Call(method, path, handle, scope, Allowance(f"v1.1 {path}", limit, QUARTER), app_only)


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
    found = [
        Route(f"/1.1/{path}{ending}", Endpoint(methods), methods=_METHODS)
        for path, methods in by_path(calls).items()
        for ending in (".json", "")
    ]
    gone = [Route(f"/1.1/{path}", Endpoint({}, Retired), methods=_METHODS) for path in retired]
    return [*found, *gone, Route("/1.1/{rest:path}", Endpoint({}), methods=_METHODS)]


def json(value: Any, status: int = 200) -> Response:  # noqa: ANN401 - whatever JSON may hold
    """An answer of plain values."""
    return Response(_encode(value), status, media_type=JSON)


class Endpoint(endpoint.Endpoint[Call]):
    """One path of v1.1; `missing`: what is said of one that has no calls."""

    def __init__(self, calls: Mapping[str, Call], missing: Callable[[], NotFound] = PageMissing) -> None:
        super().__init__(calls)
        self._missing = missing

    async def answer(self, request: Request, head: Head) -> Answer:
        """Read what is given, from path, query and body alike, and do it."""
        call = self.calls.get(request.method)
        if call is None:
            raise MethodWrong(" or ".join(self.calls)) if self.calls else self._missing()
        me = await known(request, call, head)
        need(me, call.scope, app_only=call.app_only > 0)
        given = await parameters(request)
        if inside := request.path_params:
            given = msgspec.structs.replace(given, values={**given.values, **inside})
        return await call.handle(Ask(company(request), me, given, request))

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """A refusal in v1.1's words."""
        return codes.answer(refusal)
