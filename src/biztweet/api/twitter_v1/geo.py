"""Places: there are none."""

from starlette.responses import Response

from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask, json


async def nothing(ask: Ask) -> Response:
    """A search that finds no place."""
    path = ask.request.url.path
    kind = path.rpartition("/")[2].removesuffix(".json")
    query = {"url": f"{site(ask).base_url}{path}", "type": kind, "params": {}}
    return json({"result": {"places": []}, "query": query})
