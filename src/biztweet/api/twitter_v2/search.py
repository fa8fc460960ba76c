"""Search: posts and their counts by a query, people by what is typed of them."""

from typing import Any

from starlette.responses import Response

from biztweet.accounts.find import matching
from biztweet.api.twitter_v2.answers import tweets, users
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import RequestWrong, Wrong
from biztweet.api.twitter_v2.paging import NEXT_TOKEN, SPAN, kept_ids, paged, skipped, turned, way_on
from biztweet.api.twitter_v2.parameters import Parameter, text, word, words
from biztweet.api.twitter_v2.present.times import instant
from biztweet.kernel.clock import DAY, HOUR, MINUTE
from biztweet.kernel.ids import SHIFT, id_at, instant_of
from biztweet.ports.index import Spans
from biztweet.search.errors import QueryWrong
from biztweet.search.find import find, tally
from biztweet.search.query import MAX_QUERY_LENGTH, parse
from biztweet.search.tree import Query

_QUERY = text("query", MAX_QUERY_LENGTH, required=True)
_WIDTHS = {"minute": MINUTE, "hour": HOUR, "day": DAY}
_MAX_SPAN = 31 * DAY
_MILLISECOND = 1_000
_FURTHEST = 10_000


def searched(most: int) -> tuple[Parameter, ...]:
    """The parameters of a search; whatever is said to be relevant, the newest come first."""
    return (_QUERY, *SPAN, *paged(10, most, 10), NEXT_TOKEN, word("sort_order", ("recency", "relevancy")))


COUNTED = (
    _QUERY,
    *SPAN,
    word("granularity", _WIDTHS, "hour"),
    NEXT_TOKEN,
    text("pagination_token", 64),
    words("search_count.fields", ("start", "end", "tweet_count")),
)
FOUND_PEOPLE = (text("query", 50, required=True), *paged(1, 1_000, 100), NEXT_TOKEN)


async def posts(ask: Ask) -> Response:
    """Posts, newest first: all there ever were, whichever of the two addresses is asked.

    Raises RequestWrong.
    """
    query, turn = _query(ask), turned(ask)
    ids, meta = kept_ids(ask, await find(ask.company.search, ask.me, query, turn.page), turn)
    return await tweets(ask, ids, meta)


async def counts(ask: Ask) -> Response:
    """How many posts there are in each minute, hour or day, those without any among them; 31 days a page.

    Raises RequestWrong.
    """
    query, width = _query(ask), _WIDTHS[ask.given["granularity"]]
    begins, ends = _span(ask)
    pages_end = min(ends, skipped(ask) or ends)
    start = max(begins, pages_end - (_MAX_SPAN if width > MINUTE else 7 * DAY))
    origin = start // width * width
    spans = Spans(origin=id_at(origin), width=width // _MILLISECOND << SHIFT, start=id_at(start), end=id_at(pages_end))
    found = {one.span: one.count for one in await tally(ask.company.search, ask.me, query, spans)}
    data = [
        {
            "end": instant(min(at + width, pages_end)),
            "start": instant(max(at, start)),
            "tweet_count": found.get(number, 0),
        }
        for number, at in enumerate(range(origin, pages_end, width))
    ]
    meta: dict[str, Any] = {"total_tweet_count": sum(found.values())}
    if start > begins:
        meta |= way_on(ask, start)
    return json(ask, {"data": data, "meta": meta})


async def people(ask: Ask) -> Response:
    """People by name, handle, department or initial consonants."""
    limit, skip = ask.given["max_results"], min(skipped(ask), _FURTHEST)
    found = await matching(ask.company.db, ask.given["query"], limit=limit + 1, skip=skip)
    meta: dict[str, Any] = {"result_count": min(len(found), limit)}
    if len(found) > limit and skip + limit <= _FURTHEST:
        meta |= way_on(ask, skip + limit)
    return await users(ask, found[:limit], meta)


def _query(ask: Ask) -> Query:
    """What `query` asks for. Raises RequestWrong, which says where it cannot be understood."""
    typed: str = ask.given["query"]
    try:
        return parse(typed, strict=True)
    except QueryWrong as wrong:
        message = f"There were errors processing your request: {wrong.why} (at position {wrong.position})"
        raise RequestWrong([Wrong({"query": [typed[:MAX_QUERY_LENGTH]]}, message)]) from wrong


def _span(ask: Ask) -> tuple[int, int]:
    """From when to when is counted: a week back from now, unless more or less is asked for."""
    given, now = ask.given, ask.company.db.clock()
    ends = [now, *([given["end_time"]] if given["end_time"] is not None else [])]
    if given["until_id"] is not None:
        ends.append(instant_of(given["until_id"]))
    begins = [given["start_time"]] if given["start_time"] is not None else []
    if given["since_id"] is not None:
        begins.append(instant_of(given["since_id"]) + _MILLISECOND)
    end = min(ends)
    return max(begins) if begins else end - 7 * DAY, end
