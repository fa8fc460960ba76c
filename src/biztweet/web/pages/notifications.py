"""What happened to oneself; likes and reposts of one post are told together."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.notifications.inbox import NOTIFICATIONS
from biztweet.notifications.model import Kind, Notification
from biztweet.web.answers import fragment, once
from biztweet.web.paging import asked, empty, older_than
from biztweet.web.visit import Visit, visit

_PICTURES = {
    Kind.mention: "quote",
    Kind.reply: "message-circle",
    Kind.repost: "repeat-2",
    Kind.quote: "quote",
    Kind.like: "heart",
    Kind.follow: "user-plus",
    Kind.edited: "pencil",
    Kind.poll: "check",
    Kind.posted: "bell",
    Kind.message: "message-circle",
}
# One person did it, one more besides, or several: `%(name)s` is the latest, `%(num)d` how many besides.
_SENTENCES = {
    Kind.mention: ("%(name)s mentioned you", "", ""),
    Kind.reply: ("%(name)s replied", "", ""),
    Kind.repost: (
        "%(name)s reposted you",
        "%(name)s and %(num)d other reposted you",
        "%(name)s and %(num)d others reposted you",
    ),
    Kind.quote: ("%(name)s quoted you", "", ""),
    Kind.like: (
        "%(name)s likes your post",
        "%(name)s and %(num)d other like your post",
        "%(name)s and %(num)d others like your post",
    ),
    Kind.follow: (
        "%(name)s follows you",
        "%(name)s and %(num)d other follow you",
        "%(name)s and %(num)d others follow you",
    ),
    Kind.edited: ("%(name)s edited a post you reposted", "", ""),
    Kind.poll: ("The poll by %(name)s has ended", "", ""),
    Kind.posted: ("%(name)s posted", "", ""),
    Kind.message: ("%(name)s sent you a message", "", ""),
}
_TOGETHER = {Kind.like, Kind.repost, Kind.follow}


async def notifications(request: Request) -> Response:
    """GET /notifications; looking at the first page marks them read."""
    here = await visit(request)
    inbox = here.company.inbox
    found = await inbox.page(here.viewer, asked(request))
    marks = await inbox.read_marks(here.viewer)
    read = marks[NOTIFICATIONS].last_read_id if NOTIFICATIONS in marks else 0
    first = "before" not in request.query_params
    if first and found and found[0].id > read:
        await inbox.mark_read(here.viewer, NOTIFICATIONS, found[0].id)
    templates, older = here.face.templates, older_than(request, [notice.id for notice in found])
    text = await _notices(here, found, read)
    if older:
        below = templates.skeleton(here.locale, "components/older.html", ()).fill(href=str(escape(older)).encode())
    elif found:
        below = templates.macro(here.locale, "components/timeline.html", "end_mark").encode()
    else:
        what = "Replies, mentions and likes appear here."
        below = empty(here, "bell", "No notifications yet", what, "/", "Go to Home").encode()
    if here.by_htmx:
        return fragment(text + below)
    holes = {"notices": text, "older": below}
    return await once(here, "pages/notifications.html", holes, frame=here.frame("notifications"))


async def _notices(here: Visit, found: Sequence[Notification], read: int) -> bytes:
    people = await here.company.people.by_id({notice.actor_id for notice in found})
    posts = await here.company.views.shared({notice.post_id for notice in found if notice.post_id is not None})
    lines = []
    for (kind, post_id, _), grouped in groupby(found, key=_group):
        together = list(grouped)
        shared = posts.get(post_id) if post_id is not None else None
        if shared is not None and shared.post.deleted_at is not None:
            shared = None
        actors = list(dict.fromkeys(people[notice.actor_id] for notice in together if notice.actor_id in people))
        if not actors:
            continue
        latest = together[0]
        lines.append(
            here.face.templates.macro(
                here.locale,
                "components/notice.html",
                "notice",
                actors,
                _sentence(here, kind, actors),
                str(kind),
                _PICTURES[kind],
                latest.created_at,
                shared.original or shared if shared else None,
                latest.id > read,
            )
        )
    return "".join(lines).encode()


def _group(notice: Notification) -> tuple[Kind, int | None, int]:
    return notice.kind, notice.post_id, 0 if notice.kind in _TOGETHER else notice.id


def _sentence(here: Visit, kind: Kind, actors: Sequence[Account]) -> str:
    alone, one_more, several = _SENTENCES[kind]
    besides = len(actors) - 1
    if not besides:
        return here.says(alone) % {"name": actors[0].name}
    return here.face.words(here.locale).ngettext(one_more, several, besides) % {"name": actors[0].name, "num": besides}
