"""People by id or handle."""

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import named_accounts, one_user, site, users, whom
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import NobodyMatches, PageMissing
from biztweet.api.twitter_v1.present.status import Look, status
from biztweet.api.twitter_v1.present.user import banner
from biztweet.kernel.paging import Page
from biztweet.timelines.person import person


async def show(ask: Ask) -> Response:
    """Somebody, with their latest post."""
    account = await whom(ask)
    return json(await one_user(ask, account.id) | await latest(ask, account.id))


async def lookup(ask: Ask) -> Response:
    """Many people by id and handle.

    Raises NobodyMatches.
    """
    found = await named_accounts(ask)
    if not found:
        raise NobodyMatches
    return json(await users(ask, found))


async def profile_banner(ask: Ask) -> Response:
    """The sizes of the picture at the head of somebody's page. Raises PageMissing where there is none."""
    account = await whom(ask)
    if not account.banner_key:
        raise PageMissing
    return json(banner(site(ask), account))


async def latest(ask: Ask, account_id: int) -> dict[str, object]:
    """`status`: the latest post, without its author; absent where there is none, or `skip_status` was asked for."""
    if ask.given.flag("skip_status"):
        return {}
    ids = await person(ask.company.timelines, account_id, Page(limit=1))
    views = await ask.company.views.of(ask.me, ids)
    extended = parse.look(ask.given).extended
    shown = [status(site(ask), view, Look(extended=extended, trim_user=True)) for view in views]
    return {"status": shown[0]} if shown else {}
