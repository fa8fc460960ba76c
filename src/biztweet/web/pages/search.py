"""Search: people by name, team or handle, and posts by their words and by operators."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.find import matching
from biztweet.accounts.model import Account
from biztweet.filters.model import Context
from biztweet.search.errors import QueryWrong
from biztweet.search.find import find
from biztweet.search.query import understood
from biztweet.search.tree import Query
from biztweet.web.answers import once
from biztweet.web.found import marked, stems
from biztweet.web.paging import asked, below, empty, more, older_than
from biztweet.web.sifted import drawn, sieve_of
from biztweet.web.visit import Visit, visit

_PEOPLE = 8
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


async def search(request: Request) -> Response:
    """GET /search; `?q=` is what somebody typed, `?before=` goes on with older posts."""
    here = await visit(request)
    typed = request.query_params.get("q", "").translate(_CONTROLS).strip()
    first = "before" not in request.query_params
    query = _query(typed)
    people = await matching(here.company.db, typed, limit=_PEOPLE) if first else []
    ids = await find(here.company.search, here.viewer, query, asked(request), repeats=False) if query else []
    views = await here.company.views.of(here.viewer, ids)
    articles = drawn(here, await sieve_of(here), Context.public, views)
    holes = {
        "posts": marked(articles.decode(), stems(query)).encode() if query else articles,
        "older": below(
            here, older_than(request, ids), lambda: _why_empty(here, typed, people), first=first and not ids
        ),
    }
    if here.by_htmx:
        return more(holes)
    frame, found = here.frame("search"), bool(ids or people)
    return await once(here, "pages/search.html", holes, frame=frame, q=typed, people=people, found=found)


def _query(typed: str) -> Query | None:
    """What the words mean; None where they mean nothing that could be found."""
    try:
        return understood(typed)
    except QueryWrong:
        return None


def _why_empty(here: Visit, typed: str, people: Sequence[Account]) -> str:
    if not typed:
        text = "By name, team, topic or any word."
        return empty(here, "search", "Look for people and posts", text, "/explore", "Look around")
    if people:
        text = "The people above are all there is."
        return empty(here, "search", "No posts with these words", text, "/explore", "Look around")
    text = "Try fewer or shorter words, or one of the ways below."
    return empty(here, "search", "Nothing found", text, "/explore", "Look around")
