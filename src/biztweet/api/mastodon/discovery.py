"""Whom one might follow, and everybody there is."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts import store as accounts
from biztweet.accounts.model import Account
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.follows.keep import decline
from biztweet.follows.ties import suggested
from biztweet.inject import company

_REASONS = {"department": "featured", "new": "similar_to_recently_followed"}


async def suggestions_v1(request: Request) -> Response:
    """Whom the viewer might follow."""
    return json([account(site(request), whom) for whom, _ in await _suggested(request)])


async def suggestions(request: Request) -> Response:
    """The same, with why: of the same department, or new here."""
    return json(
        [
            {"source": "staff", "sources": [_REASONS[why]], "account": account(site(request), whom)}
            for whom, why in await _suggested(request)
        ]
    )


async def dismiss(request: Request) -> Response:
    """Be advised no more to follow somebody."""
    me = await viewer(request, "write:accounts")
    here = company(request)
    await decline(here.db, me, (await here.people.one(parse.path_id(request))).id)
    return json({})


async def directory(request: Request) -> Response:
    """Everybody: who posted last first, or who came last."""
    await viewer(request, "read:accounts")
    sent = await parameters(request)
    order = "new" if sent.text("order") == "new" else "active"
    limit, skip = parse.page(sent, 40, 80).limit, max(0, min(sent.number("offset") or 0, 10_000))
    found = await company(request).db.rows(accounts.DIRECTORY[order], limit=limit, skip=skip)
    return json([account(site(request), each) for each in found])


async def _suggested(request: Request) -> list[tuple[Account, str]]:
    me = await viewer(request, "read:accounts")
    here = company(request)
    limit = parse.page(await parameters(request), 40, 80).limit
    return await suggested(here.db, await here.people.one(me.id), await here.graph.circle(me.id), limit)
