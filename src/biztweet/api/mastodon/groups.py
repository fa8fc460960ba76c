"""Grouped notifications (v2): favourites, reblogs and follows told together, everything else by itself."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.notifications import about, kinds, look, owned, passes
from biztweet.api.mastodon.present import notification as present
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.sieve import sieve
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.notifications.groups import TOGETHER, Group, grouped, read_key
from biztweet.notifications.model import Kind, Notification

_UNGROUPED = "ungrouped-"
_OURS = {name: kind for kind, name in present.TYPES.items() if kind in TOGETHER}
_ACCOUNTS = ("full", "partial_avatars")


async def listed(request: Request) -> Response:
    """The viewer's notifications in groups, by the latest of each. Raises Invalid."""
    me = await viewer(request, "read:notifications")
    sent = await parameters(request)
    page = parse.page(sent, 40, 80)
    found = await company(request).inbox.groups(me, page, kinds(sent), _together(sent), look(sent))
    latest = [group.notices[0].id for group in found]
    shown = await _shown(request, me, found, partial=_partial(sent))
    return json(shown, headers=links(request, latest, page.limit))


async def one(request: Request) -> Response:
    """One group. Raises RecordMissing."""
    me = await viewer(request, "read:notifications")
    return json(await _shown(request, me, grouped(await _group(request, me))))


async def accounts(request: Request) -> Response:
    """Who acted in a group. Raises RecordMissing."""
    me = await viewer(request, "read:notifications")
    actors = dict.fromkeys(each.actor_id for each in await _group(request, me))
    people = await company(request).people.by_id(actors)
    return json([account(site(request), people[actor_id]) for actor_id in actors if actor_id in people])


async def dismiss(request: Request) -> Response:
    """Put a group away. Raises RecordMissing."""
    me = await viewer(request, "write:notifications")
    await company(request).inbox.dismiss(me, [each.id for each in await _group(request, me)])
    return json({})


async def unread_count(request: Request) -> Response:
    """How many groups hold something unread."""
    me = await viewer(request, "read:notifications")
    sent = await parameters(request)
    limit = parse.page(sent, 100, 1_000).limit
    return json({"count": await company(request).inbox.unread_groups(me, limit, kinds(sent))})


async def _group(request: Request, me: Viewer) -> list[Notification]:
    """All of a group. Raises RecordMissing."""
    text = request.path_params["key"]
    if text.startswith(_UNGROUPED):
        notice, _, _ = await owned(company(request), me, parse.an_id(text.removeprefix(_UNGROUPED)))
        return [notice]
    name, _, rest = text.partition("-")
    key = read_key(f"{_OURS[name]}-{rest}") if name in _OURS else None
    found = [] if key is None else await company(request).inbox.group(me, key)
    if not found:
        raise parse.RecordMissing
    return found


def _together(sent: Parameters) -> Sequence[Kind]:
    """The kinds that are told together: those that are asked for, else all that can be."""
    if "grouped_types" not in sent:
        return TOGETHER
    return tuple(_OURS[name] for name in sent.texts("grouped_types") if name in _OURS)


def _partial(sent: Parameters) -> bool:
    """Whether only the latest account of each group is wanted whole. Raises Invalid."""
    wanted = sent.text("expand_accounts") or "full"
    if wanted not in _ACCOUNTS:
        raise Invalid("expand_accounts", "expand_accounts must be full or partial_avatars")
    return wanted == "partial_avatars"


async def _shown(request: Request, me: Viewer, found: Sequence[Group], *, partial: bool = False) -> dict[str, Any]:
    here, through = site(request), await sieve(request, me)
    notices = await about(company(request), me, [notice for group in found for notice in group.notices])
    passing = [each for each in notices if passes(through, each)]
    groups = grouped([notice for notice, _, _ in passing], _kinds_of(found))
    statuses = {view.id: through.status(here, view) for _, _, view in passing if view is not None}
    actors = {actor.id: actor for _, actor, _ in passing}
    shown = dict.fromkeys(each.actor_id for group in groups for each in group.notices[: present.SAMPLE])
    whole = {group.notices[0].actor_id for group in groups} if partial else set(shown)
    answer = present.groups(
        groups, [account(here, actors[one]) for one in shown if one in whole], list(statuses.values())
    )
    if not partial:
        return answer
    return answer | {"partial_accounts": [present.partial(here, actors[one]) for one in shown if one not in whole]}


def _kinds_of(found: Sequence[Group]) -> Sequence[Kind]:
    """The kinds that were told together."""
    return tuple({group.key.kind for group in found if not group.key.single_id})
