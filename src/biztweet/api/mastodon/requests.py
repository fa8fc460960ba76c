"""What the viewer wants to be told of by whom, and those whose notices wait until they are admitted."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.errors import ParameterWrong
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present import request as present
from biztweet.api.mastodon.resource import Handler, json
from biztweet.api.mastodon.sieve import sieve
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.database import Database
from biztweet.notifications import waiting as verbs
from biztweet.notifications.policy import Policy, Treatment
from biztweet.notifications.store import Backlog, Waiting

Act = Callable[[Database, Viewer, Sequence[int]], Awaitable[None]]


async def policy(request: Request) -> Response:
    """The viewer's policy."""
    me = await viewer(request, "read:notifications")
    return await _policy(request, me, present.policy)


async def set_policy(request: Request) -> Response:
    """Decide by accept, filter or drop; a class that is not named stays as it is. Raises ParameterWrong."""
    me = await viewer(request, "write:notifications")
    await verbs.change_policy(company(request).db, me, _chosen(await parameters(request)))
    return await _policy(request, me, present.policy)


async def old_policy(request: Request) -> Response:
    """The viewer's policy, as the first version tells it."""
    me = await viewer(request, "read:notifications")
    return await _policy(request, me, present.old_policy)


async def set_old_policy(request: Request) -> Response:
    """Decide by yes and no."""
    me = await viewer(request, "write:notifications")
    sent = await parameters(request)
    said = {ours: sent.flag(name) for name, ours in present.OLD_CLASSES.items()}
    chosen = {ours: Treatment.filter if yes else Treatment.accept for ours, yes in said.items() if yes is not None}
    await verbs.change_policy(company(request).db, me, chosen)
    return await _policy(request, me, present.old_policy)


async def listed(request: Request) -> Response:
    """Who waits; a request has the id of who asks."""
    me = await viewer(request, "read:notifications")
    page = parse.page(await parameters(request), 40, 80)
    found = await verbs.waiting(company(request).db, me, page)
    shown = await _shown(request, me, found)
    return json(shown, headers=links(request, [each.actor_id for each in found], page.limit))


async def one(request: Request) -> Response:
    """One of those who wait. Raises RecordMissing."""
    me = await viewer(request, "read:notifications")
    shown = await _shown(request, me, [await verbs.waits(company(request).db, me, parse.path_id(request))])
    if not shown:
        raise parse.RecordMissing
    return json(shown[0])


async def merged(request: Request) -> Response:
    """Whether all that was admitted stands among notifications: it does as soon as it is admitted."""
    await viewer(request, "read:notifications")
    return json({"merged": True})


def _act(do: Act) -> Handler:
    """A handler that does something to the request in the path, or to those that are named."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, "write:notifications")
        named = "id" in request.path_params
        ids = [parse.path_id(request)] if named else parse.ids(await parameters(request))
        await do(company(request).db, me, ids)
        return json({})

    return handler


accept = _act(verbs.admit)
dismiss = _act(verbs.put_away)


def _chosen(sent: Parameters) -> dict[str, Treatment]:
    """What shall become of each class that is named. Raises ParameterWrong."""
    found = {}
    for name, ours in present.CLASSES.items():
        if text := sent.text(name):
            if text not in set(Treatment):
                raise ParameterWrong(name, "one of accept, filter, drop")
            found[ours] = Treatment(text)
    return found


async def _policy(request: Request, me: Viewer, shown: Callable[[Policy, Backlog], dict[str, Any]]) -> Response:
    db = company(request).db
    return json(shown(await verbs.policy_of(db, me), await verbs.backlog(db, me)))


async def _shown(request: Request, me: Viewer, found: Sequence[Waiting]) -> list[dict[str, Any]]:
    here, through = company(request), await sieve(request, me)
    people = await here.people.by_id(each.actor_id for each in found)
    wanted = [each.post_id for each in found if each.post_id is not None]
    views = {view.id: view for view in await here.views.of(me, wanted, messages=True)}
    lasts = {post_id: through.status(site(request), view) for post_id, view in views.items()}
    return [
        present.request(site(request), each, people[each.actor_id], lasts.get(each.post_id or 0))
        for each in found
        if each.actor_id in people
    ]
