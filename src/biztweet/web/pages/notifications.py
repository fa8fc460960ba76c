"""What happened to oneself: likes and reposts of one post are told together; and who waits to be heard."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.errors import NotFound
from biztweet.notifications.groups import read_key
from biztweet.notifications.inbox import EVERY_KIND, NOTIFICATIONS
from biztweet.notifications.model import Kind, Notification
from biztweet.notifications.waiting import admit, backlog, put_away, waiting
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id, field, form_of
from biztweet.web.notices import drawn, rows
from biztweet.web.paging import asked, below, empty, older_than
from biztweet.web.ring_offer import offer_of
from biztweet.web.visit import Visit, visit

_MENTIONS = (Kind.mention, Kind.reply, Kind.quote)
_SHOWN: Mapping[str, Sequence[Kind]] = {"all": EVERY_KIND, "mentions": _MENTIONS}
_NOTHING = ("bell", "No notifications yet", "Replies, mentions and likes appear here.", "/", "Go to Home")
_UNGROUPED = "ungrouped-"
_VERBS: Mapping[str, Callable[[Database, Viewer, Sequence[int]], Awaitable[None]]] = {
    "admit": admit,
    "dismiss": put_away,
}
VERBS = tuple(_VERBS)


async def notifications(request: Request) -> Response:
    """GET /notifications; `?only=mentions` shows answers, mentions and quotes alone."""
    here = await visit(request)
    only = "mentions" if request.query_params.get("only") == "mentions" else "all"
    inbox = here.company.inbox
    groups = await inbox.groups(here.viewer, asked(request), _SHOWN[only])
    found = await rows(here.company, here.face, here.locale, groups, await inbox.read_up_to(here.viewer))
    text, older = drawn(here.face, here.locale, found), older_than(request, [group.notices[0].id for group in groups])
    first = "before" not in request.query_params and not groups
    end = below(here, older, lambda: empty(here, *_NOTHING), first=first)
    if here.by_htmx:
        return fragment(text + end)
    holes = {"notices": text, "older": end}
    waits = await backlog(here.company.db, here.viewer)
    newest = groups[0].notices[0].id if groups else 0
    context = {"only": only, "waits": waits, "newest": newest, "offer": await offer_of(here)}
    return await once(here, "pages/notifications.html", holes, frame=here.frame("notifications"), **context)


async def read_all(request: Request) -> Response:
    """POST /notifications/read: all up to the newest that the page showed."""
    here = await visit(request)
    up_to = an_id(field(await form_of(request), "up_to", "0"))
    await here.company.inbox.mark_read(here.viewer, NOTIFICATIONS, up_to)
    return see_other("/notifications")


async def read_one(request: Request) -> Response:
    """POST /notifications/{key}/read: one group. Raises NotFound."""
    here = await visit(request)
    notices = await _group(here, request.path_params["key"])
    await here.company.inbox.read(here.viewer, [notice.id for notice in notices])
    return fragment(b"") if here.by_htmx else see_other("/notifications")


async def requests(request: Request) -> Response:
    """GET /notifications/requests: people whose notices are kept back."""
    here = await visit(request)
    found = await waiting(here.company.db, here.viewer, asked(request))
    people = await here.company.people.by_id([each.actor_id for each in found])
    views = await here.company.views.shared({each.post_id for each in found if each.post_id}, messages=True)
    shown = [(people[each.actor_id], each, views.get(each.post_id or 0)) for each in found if each.actor_id in people]
    older = older_than(request, [each.actor_id for each in found])
    return await once(
        here,
        "pages/requests.html",
        {},
        frame=here.frame("notifications"),
        waiting=shown,
        older=str(escape(older)) if older else "",
    )


def deciding(name: str) -> Callable[[Request], Awaitable[Response]]:
    """POST /notifications/requests/{id}/{verb}."""

    async def handler(request: Request) -> Response:
        here = await visit(request)
        await _VERBS[name](here.company.db, here.viewer, [an_id(request.path_params["id"])])
        return see_other("/notifications/requests")

    return handler


async def _group(here: Visit, text: str) -> list[Notification]:
    """The viewer's notices under a key. Raises NotFound, also for somebody else's."""
    inbox = here.company.inbox
    key = read_key(text)
    found: list[Notification] = []
    if key is not None:
        found = await inbox.group(here.viewer, key)
    elif text.startswith(_UNGROUPED):
        one = await inbox.one(an_id(text.removeprefix(_UNGROUPED)))
        found = [one] if one is not None and one.recipient_id == here.viewer.id else []
    if not found:
        raise NotFound("No such notification")
    return found
