"""Searches that the asker keeps."""

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import Missing
from biztweet.api.twitter_v1.present.saved_search import saved_search
from biztweet.saved_searches import save


async def every(ask: Ask) -> Response:
    """All of them, the first saved first."""
    return json([saved_search(found) for found in await save.saved_by(ask.company.db, ask.me)])


async def show(ask: Ask) -> Response:
    """One of them."""
    return json(saved_search(await save.one(ask.company.db, ask.me, parse.post_id(ask.given) or 0)))


async def create(ask: Ask) -> Response:
    """Save a search; the same again is once.

    Raises Missing.
    """
    query = ask.given.text("query")
    if not query:
        raise Missing("query")
    return json(saved_search(await save.save(ask.company.db, ask.me, query)))


async def destroy(ask: Ask) -> Response:
    """Forget one; the answer shows it for the last time."""
    return json(saved_search(await save.forget(ask.company.db, ask.me, parse.post_id(ask.given) or 0)))
