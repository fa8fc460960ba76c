"""Served: the company's own server, with yardsticks beside it that are answered by the very same process.

`/bench/bare` is answered right behind the protocol, `/bench/constant` and `/bench/query` behind every layer that a
request passes on its way to the app, `/bench/accept` by an authenticated handler that stores nothing.
"""

import argparse
import os
import sys
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qsl

import msgspec
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.api.mastodon import compose
from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.errors import answer as word
from biztweet.api.mastodon.resource import JSON, Resource
from biztweet.api.parameters import parameters
from biztweet.cli import serve as command
from biztweet.company import Company
from biztweet.inject import COMPANY
from biztweet.installation import Beside, Installation
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import in_company, posts
from biztweet.server.run import Listening, Site
from biztweet.server.run import serve as run
from biztweet.server.sockets import Address
from biztweet.server.workers import die_with_parent
from biztweet.settings import Settings, load

NEWEST = Query(
    int,
    sa.select(posts.c.id).where(in_company).order_by(posts.c.id.desc()).limit(sa.bindparam("limit", type_=Id)),
)
_PREFIX = "/bench/"


@cache
def _body(size: int) -> bytes:
    return b'"' + b"x" * (size - 2) + b'"'


async def _constant(scope: Scope, _receive: Receive, send: Send) -> None:
    body = _body(int(dict(parse_qsl(scope["query_string"].decode())).get("size", "2")))
    head = [(b"content-type", JSON.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _accept(request: Request) -> Response:
    me = await viewer(request, "write:statuses")
    sent = await parameters(request)
    compose.draft(sent, me, None)
    return Response(_body(sent.number("size") or 2), media_type=JSON)


class Yardsticks(Installation):
    """The installation, and beside its app what that is measured against."""

    def __init__(self, settings: Settings, beside: Beside | None = None) -> None:
        super().__init__(settings, beside)
        self._answers: dict[str, ASGIApp] = {
            "/bench/constant": _constant,
            "/bench/query": self._query,
            "/bench/accept": Resource({"POST": _accept}, word),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith(_PREFIX):
            scope[COMPANY] = self._company
            await self._answers[scope["path"]](scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def _query(self, scope: Scope, receive: Receive, send: Send) -> None:
        company: Company = scope[COMPANY]
        await company.db.lookup(NEWEST, limit=20)
        await _constant(scope, receive, send)


def _outermost(app: ASGIApp) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/bench/bare":
            await _constant(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def _run(build: Callable[[], Site], listening: Listening, *, workers: int = 1) -> int:
    """What serves a site, with the bare yardstick around it."""

    def built() -> Site:
        site = build()
        return msgspec.structs.replace(site, app=_outermost(site.app))

    return run(built, listening, workers=workers)


def main() -> int:
    """`python -m bench.served --port N`: `biztweet serve`, with the yardsticks put in where it looks for its parts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    options = parser.parse_args()
    die_with_parent(options.parent)
    vars(command)["Installation"] = Yardsticks
    vars(command)["run"] = _run
    return command.listen(load(os.environ), Address("127.0.0.1", options.port))


if __name__ == "__main__":
    sys.exit(main())
