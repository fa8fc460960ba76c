"""Endpoint: the methods of one path, as an ASGI application; a request is known, counted and answered, or refused."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from biztweet.access.quotas import Allowance, QuotaUsedUp
from biztweet.access.viewer import Viewer
from biztweet.api.twitter.caller import caller
from biztweet.api.twitter.quota import access, allowance_of, counted, spend
from biztweet.inject import company
from biztweet.kernel.errors import Refusal
from biztweet.live.opening import Streaming
from biztweet.whole import give

JSON = "application/json; charset=utf-8"
_GUARD = [(b"cache-control", b"private, no-store"), (b"x-content-type-options", b"nosniff")]

Answer = Response | Streaming
Head = list[tuple[bytes, bytes]]


class Row(Protocol):
    """A row of an API's table of calls, as far as it is found by and counted."""

    @property
    def method(self) -> str:
        """As HTTP names it."""

    @property
    def path(self) -> str:
        """Below the API's own prefix."""

    @property
    def each(self) -> Allowance:
        """What a token may do."""

    @property
    def app_only(self) -> int:
        """What an app that asks for itself may do in 15 minutes, 0 for nothing."""


R = TypeVar("R", bound=Row)


def by_path(calls: Iterable[R]) -> dict[str, dict[str, R]]:
    """Calls by path, then by method."""
    found: dict[str, dict[str, R]] = {}
    for one in calls:
        found.setdefault(one.path, {})[one.method] = one
    return found


class Endpoint(ABC, Generic[R]):
    """One path. An API says how its requests are read and how its refusals are worded."""

    def __init__(self, calls: Mapping[str, R]) -> None:
        self.calls = {**calls, "HEAD": calls["GET"]} if "GET" in calls else dict(calls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        head: Head = []
        try:
            answer = await self.answer(request, head)
            if isinstance(answer, Streaming):
                await answer(scope, receive, send)
                return
        except Refusal as refusal:
            if isinstance(refusal, QuotaUsedUp):
                head += counted(refusal.quota)
            answer = self.refused(request, refusal)
        answer.raw_headers += [*head, *_GUARD]
        await give(answer, scope, receive, send)

    @abstractmethod
    async def answer(self, request: Request, head: Head) -> Answer:
        """Do what is asked; what the answer's head has to tell is put into `head`, so that refusals tell it too."""

    @abstractmethod
    def refused(self, request: Request, refusal: Refusal) -> Response:
        """A refusal in the API's words."""


async def known(request: Request, call: Row, head: Head) -> Viewer:
    """Who asks; the request is counted. Raises what `caller` does, QuotaUsedUp."""
    me = await caller(request)
    head += access(me)
    head += counted(await spend(company(request), me, allowance_of(call.each, call.app_only, me)))
    return me
