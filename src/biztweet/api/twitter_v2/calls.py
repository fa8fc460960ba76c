"""Calls: one row a method and path; each request is known, counted, read strictly and answered."""

import re
from collections import OrderedDict
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
from biztweet.api.twitter.endpoint import JSON, Answer, Head, by_path, known
from biztweet.api.twitter.quota import QUARTER
from biztweet.api.twitter_v2 import errors
from biztweet.api.twitter_v2.encoded import Encoder, Encoders
from biztweet.api.twitter_v2.errors import MethodWrong, PageMissing, PersonOnly, RequestWrong, SomebodyElse, Wrong
from biztweet.api.twitter_v2.look import Look, look
from biztweet.api.twitter_v2.parameters import Parameter, an_id, by_name, read_all
from biztweet.api.twitter_v2.present.schema import Schema
from biztweet.api.twitter_v2.vocabulary import SDK, classic, is_new
from biztweet.company import Company
from biztweet.inject import company, header
from biztweet.kernel.errors import Refusal

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_MAX_QUERIES, _MAX_QUERY_LENGTH = 128, 1_000  # remembered of each path
_IN_PATH = re.compile(r"\{(\w+)\}")


class Ask(msgspec.Struct, frozen=True):
    """A request that was let in: the company, who asks, and what for.

    `given`: what stands in path and query, read; `sent`: the path's parts as they came; `body`: an instance of the
    call's body, or None.
    """

    company: Company
    me: Viewer
    call: "Call"
    given: Mapping[str, Any]
    sent: Mapping[str, str]
    body: Any
    look: Look
    request: Request
    uploads: Parameters

    @property
    def encoder(self) -> Encoder:
        """What writes objects in the look that is asked for."""
        return self.company.of_face(Encoders).of(self.look)


Handler = Callable[[Ask], Awaitable[Answer]]


class Call(msgspec.Struct, frozen=True):
    """One method of one path, and all that is known of it: `/2/openapi.json` is made of these rows.

    `scope` has to be given. `app_only`: how often an app that asks for itself may call it in 15 minutes, 0
    for never. `own`: the part of the path that must name the asker. `body`: what is read from the body; `shape`: the
    schema of an answer, `status` its status, `also` others that it may have.
    What stands in the path is an id where `parameters` says nothing else.
    """

    method: str
    path: str
    handle: Handler
    scope: str
    each: Allowance
    shape: Schema
    parameters: tuple[Parameter, ...] = ()
    app_only: int = 0
    own: str = ""
    body: type[msgspec.Struct] | None = None
    status: int = 200
    also: tuple[int, ...] = ()

    @property
    def in_path(self) -> tuple[str, ...]:
        """The names of what stands in the path."""
        return tuple(_IN_PATH.findall(self.path))

    @property
    def every_parameter(self) -> tuple[Parameter, ...]:
        """Those of the path, then those of the query."""
        known = {parameter.name: parameter for parameter in self.parameters}
        inside = tuple(known.pop(name, an_id(name, required=True)) for name in self.in_path)
        return (*inside, *known.values())


def call(
    method: str,
    path: str,
    handle: Handler,
    scope: str,
    limit: int,
    shape: Schema,
    *,
    seconds: int = QUARTER,
    **more: Any,
) -> Call:
    """A row; `limit` a token and 15 minutes, or so many seconds."""
    return Call(method, path, handle, scope, Allowance(f"v2 {method} {path}", limit, seconds), shape, **more)


def routes_of(calls: Iterable[Call]) -> list[Route]:
    """A route for each path; what else stands under /2 is answered in its words."""
    found = by_path(calls)
    # What is spelt out goes before what stands for anything.
    paths = sorted(found, key=lambda path: [part.startswith("{") for part in path.split("/")])
    there = [Route(f"/2/{path}", Endpoint(found[path]), methods=_METHODS) for path in paths]
    return [*there, Route("/2/{rest:path}", Endpoint({}), methods=_METHODS)]


def json(ask: Ask, value: Any, status: int = 200) -> Response:  # noqa: ANN401 - whatever JSON may hold
    """An answer of plain values."""
    return Response(ask.encoder.written(value), status, media_type=JSON)


_Query = tuple[str, bytes, bool]


class Endpoint(endpoint.Endpoint[Call]):
    """One path of v2."""

    def __init__(self, calls: Mapping[str, Call]) -> None:
        super().__init__(calls)
        self._declared = {method: by_name(one.every_parameter) for method, one in self.calls.items()}
        self._in_path = {method: by_name(one.every_parameter[: len(one.in_path)]) for method, one in self.calls.items()}
        self._queries: OrderedDict[_Query, tuple[Parameters, Mapping[str, Any], Look]] = OrderedDict()

    async def answer(self, request: Request, head: Head) -> Answer:
        """Read what is given, strictly as it is declared, and do it.

        Raises PersonOnly, RequestWrong, SomebodyElse.
        """
        one = self.calls.get(request.method)
        if one is None:
            raise MethodWrong(list(self.calls)) if self.calls else PageMissing
        me = await known(request, one, head)
        _need(me, one)
        return await one.handle(await self._ask(request, one, me))

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as a problem of v2, in the vocabulary that is asked for."""
        new_words = is_new(request.query_params, request.headers.get("user-agent", ""))
        return errors.answer(refusal, new_words=new_words)

    async def _ask(self, request: Request, one: Call, me: Viewer) -> Ask:
        sent: dict[str, str] = request.path_params
        everything, given, asked_look = await self._read(request, sent)
        if one.own and given[one.own] != me.account_id:
            raise SomebodyElse(one.own, sent[one.own], me.id)
        return Ask(
            company=company(request),
            me=me,
            call=one,
            given=given,
            sent=sent,
            body=_body(one, everything),
            look=asked_look,
            request=request,
            uploads=everything,
        )

    async def _read(self, request: Request, sent: Mapping[str, str]) -> tuple[Parameters, Mapping[str, Any], Look]:
        """All that is asked for: body, parameters, look. The same queries come again and again: they are read once."""
        method, query_string = request.method, request.scope["query_string"]
        user_agent = header(request, b"user-agent") or ""
        key = (method, query_string, user_agent.startswith(SDK))
        if method == "GET" and (known := self._queries.get(key)) is not None:
            inside = read_all(self._in_path[method], sent) if sent else {}
            return known[0], {**known[1], **inside} if inside else known[1], known[2]
        everything = await parameters(request)
        new_words = is_new(everything.query, user_agent)
        query = classic(everything.query) if new_words else everything.query
        # A signature may stand in the query.
        asked = {name: value for name, value in query.items() if not name.startswith("oauth_")}
        given = read_all(self._declared[method], {**asked, **sent})
        found = look(given, new_words=new_words)
        if method == "GET" and len(query_string) < _MAX_QUERY_LENGTH and len(asked) == len(query):
            self._queries[key] = everything, {name: given[name] for name in given if name not in sent}, found
            if len(self._queries) > _MAX_QUERIES:
                self._queries.popitem(last=False)
        return everything, given, found


def _need(me: Viewer, one: Call) -> None:
    """Refuse whoever lacks the scope, and an app that asks for itself where that is not for it.

    Raises PersonOnly, ScopeMissing.
    """
    if me.account_id is None and not (one.app_only and me.trusted_app):
        raise PersonOnly
    me.need(one.scope)


def _body(one: Call, sent: Parameters) -> msgspec.Struct | None:
    """The body, strictly as it is declared. Raises RequestWrong."""
    if one.body is None:
        return None
    try:
        return msgspec.convert(sent.body, one.body)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `")
        raise RequestWrong([Wrong({}, f"{place.rstrip('`') or '$'}: {message}")]) from error
