"""Grouped notifications (v2): every group holds one, which Mastodon calls ungrouped."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.asking import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.notifications import Told, about, kinds, owned
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.notification import groups
from biztweet.api.mastodon.present.status import status
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company

_UNGROUPED = "ungrouped-"

# Nothing is kept back from anybody: https://docs.joinmastodon.org/entities/NotificationPolicy/
POLICY = {
    **dict.fromkeys(
        ("for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions", "for_limited_accounts"),
        "accept",
    ),
    "summary": {"pending_requests_count": 0, "pending_notifications_count": 0},
}


async def listed(request: Request) -> Response:
    """The viewer's notifications, latest first, each a group."""
    me = await viewer(request, "read:notifications")
    sent = await parameters(request)
    page = parse.page(sent, 40, 80)
    found = await company(request).inbox.page(me, page, kinds(sent))
    told = await about(company(request), me, found)
    return json(_shown(request, told), headers=links(request, [each.id for each in found], page.limit))


async def one(request: Request) -> Response:
    """One group."""
    me = await viewer(request, "read:notifications")
    return json(_shown(request, [await _group(request, me)]))


async def accounts(request: Request) -> Response:
    """Who acted in a group."""
    me = await viewer(request, "read:notifications")
    _, actor, _ = await _group(request, me)
    return json([account(site(request), actor)])


async def dismiss(request: Request) -> Response:
    """Put a group away."""
    me = await viewer(request, "write:notifications")
    await company(request).inbox.dismiss(me, [_id(request)])
    return json({})


async def policy(request: Request) -> Response:
    """What is kept back: nothing."""
    await viewer(request, "read:notifications")
    return json(POLICY)


async def _group(request: Request, me: Viewer) -> Told:
    return await owned(company(request), me, _id(request))


def _id(request: Request) -> int:
    return parse.an_id(request.path_params["key"].removeprefix(_UNGROUPED))


def _shown(request: Request, told: list[Told]) -> dict[str, object]:
    here = site(request)
    actors = {actor.id: account(here, actor) for _, actor, _ in told}
    statuses = {view.id: status(here, view) for _, _, view in told if view is not None}
    return groups([each for each, _, _ in told], list(actors.values()), list(statuses.values()))
