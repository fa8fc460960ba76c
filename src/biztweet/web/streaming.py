"""The live page: what happens, as small JSON with HTML in it, over server-sent events.

One stream carries all that a browser's tabs show; each tab picks what belongs to it. Frames are the same for every
viewer of one language, so they are made once. `on` is the channel under the name that the pages know it by.
"""

from typing import Any

import msgspec
from starlette.requests import Request

from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.events import (
    MediaDescribed,
    NotificationsRead,
    Notified,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnliked,
)
from biztweet.live import channels
from biztweet.live.frames import sse_frame
from biztweet.live.happening import Happening
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.react import home_channel
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.posts.model import Post
from biztweet.posts.view import PostView, Shared
from biztweet.web.face import Face
from biztweet.web.visit import Visit, visit

_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-content-type-options", b"nosniff")]


class PageFormat:
    """Frames for pages in one language."""

    def __init__(self, here: Company, face: Face, locale: str) -> None:
        self.name = f"page-{locale}"
        self._company = here
        self._face = face
        self._locale = locale

    def heartbeat(self) -> bytes:
        """A comment: it keeps proxies from closing."""
        return b":\n\n"

    def resync(self, position: int) -> bytes:
        """The page offers to load itself anew."""
        return sse_frame("resync", b"{}", id=f"{self._company.live.epoch}-{position}")

    def goodbye(self, retry_ms: int) -> bytes:
        """The page comes back by itself."""
        return sse_frame("goodbye", msgspec.json.encode({"retry_ms": retry_ms}), retry_ms=retry_ms)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One event, or None where pages do not care."""
        told = self._told(happening, label)
        if told is None:
            return None
        name, facts = told
        return sse_frame(name, msgspec.json.encode(facts), id=happening.mark)

    def _told(self, happening: Happening, label: str) -> tuple[str, dict[str, Any]] | None:
        """The name of the frame and what it says."""
        match happening.event:
            case PostDeleted() as event:
                return ("post-deleted", _deleted(event)) if label == "changes" else None
            case Notified():
                return ("notification", {"more": 1}) if happening.notification else None
            case NotificationsRead():
                return "notification", {"unread": 0}
            case _:
                return self._told_of_post(happening, happening.shared, label) if happening.shared else None

    def _told_of_post(self, happening: Happening, shared: Shared, label: str) -> tuple[str, dict[str, Any]] | None:
        match happening.event:
            case PostReposted() if label == "changes":
                return "counts", _repost_count((shared.original or shared).post)
            case PostPublished() | PostReposted():
                return "post", self._post(shared, label)
            case PostLiked() | PostUnliked():
                return "counts", {"id": str(shared.post.id), "like": shared.post.like_count}
            case PostEdited() | MediaDescribed() if label == "changes":
                body = self._face.templates.macro(self._locale, "components/post.html", "body", shared)
                return "post-changed", {"id": str(shared.post.id), "body": body}
            case _:
                return None

    def _post(self, shared: Shared, label: str) -> dict[str, Any]:
        now = self._company.db.clock()
        post, author = shared.post, shared.author
        return {
            "id": str(post.id),
            "on": label,
            "author": str(author.id),
            "thread": str(post.thread_id),
            "company": post.in_company,
            "reply_to": str(post.reply_to_id) if post.reply_to_id else None,
            "quote_of": _repost_count(shared.quoted.post) if shared.quoted else None,
            "face": self._face.templates.macro(self._locale, "components/face.html", "face", author),
            "html": self._face.fragments.post(PostView(shared), self._locale, now),
        }


def _repost_count(post: Post) -> dict[str, Any]:
    return {"id": str(post.id), "repost": post.repost_count + post.quote_count}


def _deleted(event: PostDeleted) -> dict[str, Any]:
    return {
        "id": str(event.post_id),
        "reply_to": str(event.reply_to_id) if event.reply_to_id else None,
        "repost_of": str(event.repost_of_id or event.quote_of_id or "") or None,
    }


async def live(request: Request) -> Streaming:
    """GET /live; `?after=` or Last-Event-ID says what the page knows already."""
    here = await visit(request)
    mark = request.query_params.get("after") or request.headers.get("last-event-id")
    unread = await here.company.inbox.unread(here.viewer)
    circle = await here.company.graph.circle(here.viewer.id)

    async def serve(opening: HttpOpening) -> None:
        hub = here.company.hub
        stream = Stream(
            format=PageFormat(here.company, here.face, here.locale),
            outlet=opening.outlet,
            account_id=here.viewer.id,
            session_id=here.viewer.session_id,
            hidden=circle.hidden,
            followees=circle.followees if here.me.home is Home.following else None,
        )
        hub.open(stream, subscriptions(here))
        try:
            await opening.start(_HEADERS)
            opening.outlet.write(b": hello\n\n" + sse_frame("notification", msgspec.json.encode({"unread": unread})))
            await go_live(here.company.db, here.company.relay, here.company.live, stream, opening, mark)
            await opening.wait_closed()
        finally:
            hub.close(stream)

    return Streaming(serve)


def subscriptions(here: Visit) -> list[tuple[str, str]]:
    """What a page listens to, by the names that it knows."""
    found = [
        (home_channel(here.me.home), "home"),
        (channels.CHANGES, "changes"),
        (channels.notifications(here.viewer.id), "notifications"),
        (channels.home(here.viewer.id), "own"),
    ]
    if here.me.home is Home.following:
        found.append((channels.COMPANY, "company"))
    return found
