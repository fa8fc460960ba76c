"""Search: statuses by a query, people by what is typed of them."""

import time
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from biztweet.accounts.find import matching
from biztweet.api.twitter.endpoint import JSON
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import encoded, users
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import QueryMissing
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.search.find import find
from biztweet.search.operators import read
from biztweet.search.query import narrowed, understood
from biztweet.search.tree import Query

_MAX_PEOPLE = 20
_MAX_PAGES = 50
_encode = msgspec.json.Encoder().encode


async def tweets(ask: Ask) -> Response:
    """Statuses, newest first; whatever `result_type` says, nothing here is more popular than anything else.

    Raises QueryMissing.
    """
    began = time.perf_counter()
    query, page = _query(ask), parse.page(ask.given, default=15, most=100)
    ids = await find(ask.company.search, ask.me, query, page)
    found = await encoded(ask, ids)
    metadata = {"completed_in": round(time.perf_counter() - began, 3), **_metadata(ask, page, ids)}
    return Response(b'{"statuses":%b,"search_metadata":%b}' % (found, _encode(metadata)), media_type=JSON)


async def people(ask: Ask) -> Response:
    """User objects, page by page.

    Raises QueryMissing.
    """
    typed, limit = _asked(ask), parse.count(ask.given, default=_MAX_PEOPLE, most=_MAX_PEOPLE)
    page = min(max(ask.given.number("page") or 1, 1), _MAX_PAGES)
    found = await matching(ask.company.db, typed, limit=limit, skip=(page - 1) * limit)
    return json(await users(ask, found))


def _asked(ask: Ask) -> str:
    typed = ask.given.text("q")
    if not typed or not typed.strip():
        raise QueryMissing
    return typed


def _query(ask: Ask) -> Query:
    """What `q`, `lang` and `until` ask for together. Raises QueryMissing, QueryWrong."""
    more = [read(name, value, 0) for name in ("lang", "until") if (value := ask.given.text(name))]
    return narrowed(understood(_asked(ask)), *more)


def _metadata(ask: Ask, page: Page, ids: list[int]) -> dict[str, Any]:
    asked = {"q": _asked(ask), "include_entities": "1"}
    kept = {name: value for name in ("lang", "until") if (value := ask.given.text(name))}
    newest = ids[0] if ids else page.after
    more = {"max_id": str(ids[-1] - 1), **asked, **kept, "count": str(page.limit)} if len(ids) >= page.limit else None
    max_id = newest if page.before == MAX_ID else page.before - 1
    return {
        "max_id": max_id,
        "max_id_str": str(max_id),
        **({"next_results": f"?{urlencode(more)}"} if more else {}),
        "query": urlencode({"": asked["q"]})[1:],
        "refresh_url": f"?{urlencode({'since_id': str(newest), **asked, **kept})}",
        "count": page.limit,
        "since_id": page.after,
        "since_id_str": str(page.after),
    }
