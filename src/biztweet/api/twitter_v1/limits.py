"""How often the asker may still call what."""

from collections.abc import Iterable

from starlette.responses import Response

from biztweet.api.twitter.quota import allowance_of
from biztweet.api.twitter_v1.calls import Ask, Call, Handler, json
from biztweet.api.twitter_v1.parse import terms


def rate_limit_status(calls: Iterable[Call]) -> Handler:
    """application/rate_limit_status of these calls."""

    async def handle(ask: Ask) -> Response:
        return await _status(ask, calls)

    return handle


async def _status(ask: Ask, calls: Iterable[Call]) -> Response:
    """Every family and path, or those of the `resources` that are named; asking costs nothing of theirs."""
    wanted = set(terms(ask.given, "resources"))
    found: dict[str, dict[str, dict[str, int]]] = {}
    for call in calls:
        family = call.path.partition("/")[0]
        if not call.changes and (not wanted or family in wanted):
            found.setdefault(family, {})[_named(call)] = await _rate_limit(ask, call)
    context = {"access_token": str(ask.me.token_id)} if ask.me.account_id else {"application": str(ask.me.app_id)}
    return json({"rate_limit_context": context, "resources": found})


async def _rate_limit(ask: Ask, call: Call) -> dict[str, int]:
    quota = await ask.company.quotas.peek(allowance_of(call.each, call.app_only, ask.me), str(ask.me.token_id))
    return {"limit": quota.limit, "remaining": quota.remaining, "reset": quota.reset_at}


def _named(call: Call) -> str:
    return "/" + call.path.replace("{", ":").replace("}", "")
