"""People in an order, with cursors: followers, friends, mutes, blocks."""

from typing import Literal

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import accounts_of, users
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.cursors import stretch
from biztweet.follows.graph import listed

Which = Literal["followers", "followees", "mutes", "blocks"]


async def ids_of(ask: Ask, account_id: int, which: Which) -> Response:
    """Ids, newest first."""
    page = parse.cursor(ask.given, default=5_000, most=5_000)
    found = stretch(await listed(ask.company.db, account_id, which, page), page)
    stringify = ask.given.flag("stringify_ids")
    ids = [str(edge.account_id) if stringify else edge.account_id for edge in found.items]
    return json({"ids": ids, **found.cursors()})


async def users_of(ask: Ask, account_id: int, which: Which) -> Response:
    """User objects, newest first."""
    page = parse.cursor(ask.given, default=20, most=200)
    found = stretch(await listed(ask.company.db, account_id, which, page), page)
    accounts = await accounts_of(ask, [edge.account_id for edge in found.items])
    return json({"users": await users(ask, accounts), **found.cursors()})
