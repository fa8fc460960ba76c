"""Accounts: one, several, by name."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.find import matching
from biztweet.accounts.model import Account
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.addresses import addressed
from biztweet.api.mastodon.caller import site, site_of, viewer
from biztweet.api.mastodon.present import account as present
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company


async def one(request: Request) -> Response:
    """One account by id."""
    await viewer(request, "read:accounts")
    return json(present.account(site(request), await company(request).people.one(parse.path_id(request))))


async def several(request: Request) -> Response:
    """Accounts by their ids."""
    await viewer(request, "read:accounts")
    found = await company(request).people.by_id(parse.ids(sent := await parameters(request)))
    return json([present.account(site(request), found[i]) for i in parse.ids(sent) if i in found])


async def lookup(request: Request) -> Response:
    """The account of a handle, with or without our own domain."""
    await viewer(request, "read:accounts")
    found = await by_acct(company(request), site(request).domain, (await parameters(request)).text("acct") or "")
    return json(present.account(site(request), found))


async def search(request: Request) -> Response:
    """Accounts by what is typed of their name or handle."""
    me = await viewer(request, "read:accounts")
    sent = await parameters(request)
    found = await matches(company(request), me, sent, parse.page(sent, 40, 80).limit)
    return json([present.account(site(request), each) for each in found])


async def by_acct(here: Company, domain: str, acct: str) -> Account:
    """The account of `alice`, `@alice` or `alice@our.domain`. Raises AccountNotFound, also for other domains."""
    handle, _, at = acct.strip().removeprefix("@").partition("@")
    if at and at.lower() not in {domain.lower(), domain.lower().partition(":")[0]}:
        raise AccountNotFound
    return await here.people.by_handle(handle)


async def matches(here: Company, me: Viewer, sent: Parameters, limit: int) -> list[Account]:
    """Accounts that match `q`, or the one whose page it is; with `following` only those the viewer follows."""
    if (address := addressed(site_of(here), sent.text("q") or "")) is not None:
        return await here.people.by_handles([address.handle]) if address.handle else []
    domain = f"@{here.settings.base_url.partition('://')[2].partition('/')[0]}"
    typed = (sent.text("q") or "").strip().removesuffix(domain)
    found = await matching(here.db, typed, limit=limit, skip=max(0, min(sent.number("offset") or 0, 10_000)))
    if not sent.flag("following"):
        return found
    followees = (await here.graph.circle(me.id)).followees
    return [account for account in found if account.id in followees]
