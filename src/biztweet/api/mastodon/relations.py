"""What the viewer has to do with others: follow, mute, block, and the lists of who follows whom."""

from collections.abc import Awaitable, Callable
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present import account as present
from biztweet.api.mastodon.resource import Handler, json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.follows import follow as follows
from biztweet.follows import hide, keep
from biztweet.follows.graph import listed
from biztweet.follows.ties import familiar, ties
from biztweet.inject import company

_MAX_MUTE_SECONDS = 10 * 366 * 24 * 3600

Act = Callable[[Company, Viewer, int, Parameters], Awaitable[object]]


async def relationships(request: Request) -> Response:
    """What the viewer has to do with each of some accounts."""
    me = await viewer(request, "read:follows")
    here = company(request)
    there = await here.people.by_id(wanted := parse.ids(await parameters(request)))
    return json(await _relationships(here, me, [account_id for account_id in wanted if account_id in there]))


def act(scope: str, do: Act) -> Handler:
    """A handler that does something to the account in the path, and answers how one stands to it then."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, scope)
        here = company(request)
        target = await here.people.one(parse.path_id(request))
        await do(here, me, target.id, await parameters(request))
        await here.relay.written()
        [shown] = await _relationships(here, me, [target.id])
        return json(shown)

    return handler


async def _mute(here: Company, me: Viewer, account_id: int, sent: Parameters) -> None:
    seconds = max(0, min(sent.number("duration") or 0, _MAX_MUTE_SECONDS))
    notifications = sent.flag("notifications")
    await hide.mute(here.db, me, account_id, notifications=notifications is not False, seconds=seconds or None)


async def _note(here: Company, me: Viewer, account_id: int, sent: Parameters) -> None:
    await keep.note(here.db, me, account_id, sent.text("comment") or "")


follow = act(
    "write:follows",
    lambda here, me, account_id, sent: follows.follow(
        here.db, me, account_id, notify=sent.flag("notify"), reposts=sent.flag("reblogs")
    ),
)
note = act("write:accounts", _note)
endorse = act("write:accounts", lambda here, me, account_id, _: keep.endorse(here.db, me, account_id))
unendorse = act("write:accounts", lambda here, me, account_id, _: keep.unendorse(here.db, me, account_id))
remove_from_followers = act("write:follows", lambda here, me, account_id, _: follows.send_away(here.db, me, account_id))
unfollow = act("write:follows", lambda here, me, account_id, _: follows.unfollow(here.db, me, account_id))
mute = act("write:mutes", _mute)
unmute = act("write:mutes", lambda here, me, account_id, _: hide.unmute(here.db, me, account_id))
block = act("write:blocks", lambda here, me, account_id, _: hide.block(here.db, me, account_id))
unblock = act("write:blocks", lambda here, me, account_id, _: hide.unblock(here.db, me, account_id))


async def followers(request: Request) -> Response:
    """Who follows an account, latest first."""
    await viewer(request, "read:accounts")
    whom = await company(request).people.one(parse.path_id(request))
    return await _listed(request, whom.id, "followers")


async def following(request: Request) -> Response:
    """Whom an account follows, latest first."""
    await viewer(request, "read:accounts")
    whom = await company(request).people.one(parse.path_id(request))
    return await _listed(request, whom.id, "followees")


async def mutes(request: Request) -> Response:
    """Whom the viewer mutes."""
    me = await viewer(request, "read:mutes")
    return await _listed(request, me.id, "mutes")


async def blocks(request: Request) -> Response:
    """Whom the viewer blocks."""
    me = await viewer(request, "read:blocks")
    return await _listed(request, me.id, "blocks")


async def endorsements(request: Request) -> Response:
    """Whom the viewer shows on their page."""
    me = await viewer(request, "read:accounts")
    return await _listed(request, me.id, "endorsed")


async def endorsed_by(request: Request) -> Response:
    """Whom an account shows on its page."""
    await viewer(request, "read:accounts")
    whom = await company(request).people.one(parse.path_id(request))
    return await _listed(request, whom.id, "endorsed")


async def familiar_followers(request: Request) -> Response:
    """Of whom the viewer follows, who follows each of some accounts."""
    me = await viewer(request, "read:follows")
    here = company(request)
    there = await here.people.by_id(wanted := parse.ids(await parameters(request)))
    found = await familiar(here.db, me.id, list(there))
    people = await here.people.by_id({account_id for those in found.values() for account_id in those})

    def shown(account_id: int) -> list[dict[str, object]]:
        return [present.account(site(request), people[one]) for one in found.get(account_id, ()) if one in people]

    return json([{"id": str(one), "accounts": shown(one)} for one in wanted if one in there])


async def _listed(
    request: Request, account_id: int, which: Literal["followers", "followees", "mutes", "blocks", "endorsed"]
) -> Response:
    here = company(request)
    page = parse.page(await parameters(request), 40, 80)
    edges = await listed(here.db, account_id, which, page)
    accounts = await here.people.by_id(edge.account_id for edge in edges)
    shown = [present.account(site(request), accounts[e.account_id]) for e in edges if e.account_id in accounts]
    return json(shown, headers=links(request, [edge.id for edge in edges], page.limit))


async def _relationships(here: Company, me: Viewer, ids: list[int]) -> list[dict[str, object]]:
    circle = await here.graph.circle(me.id)
    followers = await here.graph.followers_among(me.id, ids)
    kept = await ties(here.db, me.id, ids)
    return [present.relationship(i, circle, kept, followed_by=i in followers) for i in ids]
