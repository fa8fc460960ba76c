"""Notifications: what the viewer was told, one by one (v1) or in groups of one (v2); and what they put away."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present import notification as present
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.sieve import Sieve, sieve
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.filters.model import Context
from biztweet.inject import company
from biztweet.notifications.inbox import Look
from biztweet.notifications.model import Kind, Notification
from biztweet.posts.view import PostView

NOBODY = -1

NoticeView = tuple[Notification, Account, PostView | None]


async def listed(request: Request) -> Response:
    """The viewer's notifications, latest first."""
    me = await viewer(request, "read:notifications")
    sent = await parameters(request)
    page = parse.page(sent, 40, 80)
    found = await company(request).inbox.page(me, page, kinds(sent), look(sent))
    through = await sieve(request, me)
    passing = [each for each in await about(company(request), me, found) if passes(through, each)]
    shown = [_shown(request, through, each) for each in passing]
    return json(shown, headers=links(request, [each.id for each in found], page.limit))


async def one(request: Request) -> Response:
    """One of the viewer's notifications."""
    me = await viewer(request, "read:notifications")
    notice = await owned(company(request), me, parse.path_id(request))
    return json(_shown(request, await sieve(request, me), notice))


async def unread_count(request: Request) -> Response:
    """How many are unread."""
    me = await viewer(request, "read:notifications")
    return json({"count": await company(request).inbox.unread(me)})


async def clear(request: Request) -> Response:
    """Put all away."""
    me = await viewer(request, "write:notifications")
    await company(request).inbox.clear(me)
    return json({})


async def dismiss(request: Request) -> Response:
    """Put one away; the id stands in the path, or, in the way of old apps, in the body."""
    me = await viewer(request, "write:notifications")
    ids = [parse.path_id(request)] if "id" in request.path_params else parse.ids(await parameters(request))
    await company(request).inbox.dismiss(me, ids)
    return json({})


def kinds(sent: Parameters) -> Sequence[Kind]:
    """The kinds that are asked for, by Mastodon's names."""
    wanted, unwanted = set(sent.texts("types")), set(sent.texts("exclude_types"))
    return [kind for kind, name in present.TYPES.items() if (not wanted or name in wanted) and name not in unwanted]


def look(sent: Parameters) -> Look:
    """Whose notifications are asked for, and whether those that are kept back are. Raises Invalid."""
    asked = sent.text("account_id")
    # An id that cannot be one is nobody's.
    from_id = (parse.ids(sent, "account_id") or [NOBODY])[0] if asked else None
    return Look(from_id, kept_back=bool(sent.flag("include_filtered")))


async def owned(here: Company, me: Viewer, notification_id: int) -> NoticeView:
    """One of the viewer's notifications. Raises RecordMissing."""
    found = await here.inbox.one(notification_id)
    if found is None or found.recipient_id != me.id or found.dismissed:
        raise parse.RecordMissing
    found_views = await about(here, me, [found])
    if not found_views:
        raise parse.RecordMissing
    return found_views[0]


async def about(here: Company, me: Viewer, found: Sequence[Notification]) -> list[NoticeView]:
    """Notifications with who acted and on what; those whose post has just gone are left out."""
    actors = await here.people.by_id(each.actor_id for each in found)
    wanted = list(dict.fromkeys(each.post_id for each in found if each.post_id is not None))
    views = {view.id: view for view in await here.views.of(me, wanted, messages=True)}
    return [
        (each, actors[each.actor_id], None if each.post_id is None else views[each.post_id])
        for each in found
        if each.actor_id in actors and (each.post_id is None or each.post_id in views)
    ]


def passes(through: Sieve, notice: NoticeView) -> bool:
    """Whether no filter of notifications hides what one is about."""
    return notice[2] is None or not through.hides(notice[2], Context.notifications)


def _shown(request: Request, through: Sieve, notice: NoticeView) -> dict[str, Any]:
    each, actor, view = notice
    about_what = None if view is None else through.status(site(request), view)
    return present.notification(site(request), each, actor, about_what)
