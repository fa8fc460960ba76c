"""Trends: what the company talks about, under the one place that there is, the world (WOEID 1)."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import Missing, PageMissing
from biztweet.kernel.clock import SECOND

_MAX_TRENDS = 50
_WORLD: dict[str, Any] = {"name": "Worldwide", "woeid": 1}


async def available(ask: Ask) -> Response:
    """The places of which trends are told."""
    place = {
        **_WORLD,
        "placeType": {"code": 19, "name": "Supername"},
        "url": site(ask).base_url,
        "parentid": 0,
        "country": "",
        "countryCode": None,
    }
    return json([place])


async def place(ask: Ask) -> Response:
    """What most people talk about.

    Raises Missing, PageMissing.
    """
    woeid = ask.given.text("id")
    if not woeid:
        raise Missing("id")
    if woeid != str(_WORLD["woeid"]):
        raise PageMissing
    now = ask.company.db.clock()
    leave_out = ask.given.text("exclude") == "hashtags"
    found = [] if leave_out else ask.company.timelines.trends.now(now, _MAX_TRENDS)
    base = site(ask).base_url
    trends = [
        {
            "name": f"#{trend.tag}",
            "url": f"{base}/tags/{quote(trend.tag)}",
            "promoted_content": None,
            "query": quote(f"#{trend.tag}", safe=""),
            "tweet_volume": trend.post_count,
        }
        for trend in found
    ]
    at = f"{datetime.fromtimestamp(now // SECOND, UTC):%Y-%m-%dT%H:%M:%SZ}"
    return json([{"trends": trends, "as_of": at, "created_at": at, "locations": [_WORLD]}])
