"""People by id or handle."""

from starlette.responses import Response

from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2.answers import account_of, nobody, one_user, users
from biztweet.api.twitter_v2.calls import Ask
from biztweet.api.twitter_v2.errors import not_found


async def me(ask: Ask) -> Response:
    """Who asks."""
    return await one_user(ask, await ask.company.people.one(ask.me.id))


async def one(ask: Ask) -> Response:
    """Somebody by id."""
    account = await account_of(ask)
    return nobody(ask) if account is None else await one_user(ask, account)


async def by_username(ask: Ask) -> Response:
    """Somebody by handle."""
    found = await ask.company.people.by_handles([ask.given["username"]])
    return await one_user(ask, found[0]) if found else nobody(ask, "username")


async def many(ask: Ask) -> Response:
    """People by id, and who is not there."""
    terms: tuple[str, ...] = ask.given["ids"]
    wanted = {term: as_id(term) or 0 for term in terms}
    found = await ask.company.people.by_id(wanted.values())
    there = [found[account_id] for account_id in dict.fromkeys(wanted.values()) if account_id in found]
    missing = [not_found("user", "ids", term) for term, account_id in wanted.items() if account_id not in found]
    return await users(ask, there, errors=missing)


async def by_usernames(ask: Ask) -> Response:
    """People by handle, and who is not there."""
    terms = list(dict.fromkeys(ask.given["usernames"]))
    found = {account.handle.lower(): account for account in await ask.company.people.by_handles(terms)}
    missing = [not_found("user", "usernames", term) for term in terms if term.lower() not in found]
    return await users(ask, found.values(), errors=missing)
