"""What pages are told of what happens: small JSON with HTML in it, made once for all viewers of one language."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.events import (
    AnnouncementDismissed,
    AnnouncementPublished,
    AnnouncementWithdrawn,
    CardMade,
    ConversationChanged,
    FiltersChanged,
    MediaDescribed,
    MessageDeleted,
    MessageSent,
    NoticesAdmitted,
    NotificationsRead,
    Notified,
    PollClosed,
    PollOpened,
    PollVoted,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostReposted,
    QuoteDetached,
    ReplyHidden,
    ReplyUnhidden,
)
from biztweet.live.frames import sse_frame
from biztweet.live.happening import Happening
from biztweet.notifications.groups import Group, key_of
from biztweet.polls.model import Poll
from biztweet.posts.view import Marks, PostView, Shared
from biztweet.timelines.sieve import Sieve
from biztweet.web.face import Face
from biztweet.web.notices import drawn, rows
from biztweet.web.present import share
from biztweet.web.veils import veils

MAX_COUNTED = 100
"""Unread notifications are counted up to so many."""

CHANGES = "changes"
"""The label of the channel on which every page hears what becomes of posts; new ones come on others as well."""

MESSAGES = "messages"
"""The label of the channel on which a page hears of its reader's messages."""

SseEvent = tuple[str, dict[str, Any]]


class PageFormat:
    """Frames for pages in one language, with the times of one zone."""

    def __init__(
        self, here: Company, face: Face, locale: str, alone: int | None = None, sieve: Sieve | None = None
    ) -> None:
        # Whoever has muted words has frames of their own, told `alone`; everybody else shares theirs.
        self.name = f"page-{locale}-{face.templates.zone}" + (f"-{alone}" if alone else "")
        self._alone, self._sieve = alone, sieve
        self._company = here
        self._face = face
        self._locale = locale
        self._notice_events: list[SseEvent] = []

    async def prepare(self, happening: Happening) -> None:
        """Look up how many notifications of whoever is told stand unread, and draw the row that is new."""
        if isinstance(happening.event, Notified | NotificationsRead | NoticesAdmitted):
            self._notice_events = [sse_event async for sse_event in self._of_notices(happening)]

    async def _of_notices(self, happening: Happening) -> AsyncIterator[SseEvent]:
        event, inbox, new = happening.event, self._company.inbox, happening.notification
        match event:
            case Notified():
                viewer = Viewer(event.recipient_id)
            case NotificationsRead() | NoticesAdmitted():
                viewer = Viewer(event.account_id)
            case _:
                return
        if new is not None:
            key = key_of(new)
            notices = [new] if key.single_id else await inbox.group(viewer, key) or [new]
            read_up_to = await inbox.read_up_to(viewer)
            found = await rows(self._company, self._face, self._locale, [Group(key, notices)], read_up_to)
            html = drawn(self._face, self._locale, found).decode()
            yield "notice", {"key": str(key), "kind": str(new.kind), "newest": str(new.id), "html": html}
        yield "notification", {"unread": await inbox.unread_groups(viewer, MAX_COUNTED)}

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
        """One event as one or more frames; None where pages do not care."""
        frames = [
            sse_frame(name, msgspec.json.encode(facts), id=happening.mark)
            for name, facts in self._events_of(happening, label)
        ]
        return b"".join(frames) or None

    def _events_of(self, happening: Happening, label: str) -> Iterator[SseEvent]:
        event, shared = happening.event, happening.shared
        new = isinstance(event, PostPublished) or (isinstance(event, PostReposted) and label != CHANGES)
        if isinstance(event, FiltersChanged):
            yield "goodbye", {"retry_ms": 0}  # it comes back at once, and goes by the new ones
        if new and shared and (facts := self._post(shared, label)) is not None:
            yield "post", facts
        elif isinstance(event, Notified | NotificationsRead | NoticesAdmitted):
            yield from self._notice_events
        elif isinstance(event, AnnouncementPublished | AnnouncementWithdrawn | AnnouncementDismissed):
            yield self._announcement(event.announcement_id, happening)
        if label == CHANGES:
            yield from self._changed(happening)
        if label == MESSAGES:
            yield from self._of_messages(happening)

    def _announcement(self, announcement_id: int, happening: Happening) -> SseEvent:
        """One that is to be read, or is no longer."""
        if happening.announcement is None:
            return "announcement-over", {"id": str(announcement_id)}
        note = happening.announcement.announcement
        html = self._face.templates.macro(self._locale, "components/announcements.html", "announcement", note)
        return "announcement", {"id": str(announcement_id), "html": html}

    def _of_messages(self, happening: Happening) -> Iterator[SseEvent]:
        event, shared, seen = happening.event, happening.shared, happening.conversation
        if isinstance(event, MessageSent) and shared:
            html = self._face.templates.macro(self._locale, "components/messages.html", "message", shared)
            facts = {"id": str(event.post_id), "talk": str(event.conversation_id), "author": str(event.author_id)}
            yield "letter", {**facts, "html": html}
        elif isinstance(event, MessageDeleted):
            yield "letter-deleted", {"id": str(event.post_id)}
        elif isinstance(event, ConversationChanged):
            unread = seen is not None and seen.entry.unread
            yield "letters", {"id": str(event.conversation_id), "unread": unread}

    def _changed(self, happening: Happening) -> Iterator[SseEvent]:
        event = happening.event
        if isinstance(event, PostDeleted):
            yield "post-deleted", {"id": str(event.post_id)}
        if isinstance(event, ReplyHidden | ReplyUnhidden):
            yield "folds", {"thread": str(event.thread_id)}
        if isinstance(event, PostEdited | MediaDescribed | QuoteDetached) and happening.shared:
            yield "post-changed", self._body(happening.shared)
        if isinstance(event, PollOpened | PollVoted | PollClosed) and happening.shared and happening.shared.poll:
            yield "poll", self._poll(happening.shared.poll, anew=isinstance(event, PollOpened | PollClosed))
            return
        if isinstance(event, CardMade):
            for shared in happening.changed:
                yield "post-changed", self._body(shared)
            return
        for shared in happening.changed:
            post = shared.post
            counts = {
                "reply": post.reply_count,
                "repost": post.repost_count + post.quote_count,
                "like": post.like_count,
            }
            yield "counts", {"id": str(post.id), **counts}

    def _body(self, shared: Shared) -> dict[str, Any]:
        body = self._face.templates.macro(self._locale, "components/post.html", "body", shared)
        return {"id": str(shared.post.id), "body": body}

    def _poll(self, poll: Poll, *, anew: bool) -> dict[str, Any]:
        """How the votes stand; `anew`: with all that stands there, for a poll that begins again or has ended."""

        def drawn(macro: str, *values: object) -> str:
            return self._face.templates.macro(self._locale, "components/poll.html", macro, poll, *values)

        return {
            "id": str(poll.post_id),
            "shares": [share(poll, option) for option in poll.options] if poll.shows_counts else None,
            "state": drawn("state"),
            "html": drawn("poll", Marks()) if anew else None,
        }

    def _post(self, shared: Shared, label: str) -> dict[str, Any] | None:
        """A new post; None where whoever is told alone has muted a word of it on all pages."""
        post, author = shared.post, shared.author
        html = self._face.fragments.post(PostView(shared), self._locale, self._company.db.clock()).decode()
        veiled: dict[str, Any] | None = {}
        if self._sieve:
            mine = PostView(shared, mine=author.id == self._alone)
            veiled = veils(self._face, self._locale, self._sieve, mine, html)
        if veiled is None:
            return None
        return veiled | {
            "id": str(post.id),
            "on": label,
            "author": str(author.id),
            "thread": str(post.thread_id),
            "answers": str(post.reply_to_id or ""),
            "company": post.in_company,
            "repeats": shared.original is not None,
            "face": self._face.templates.macro(self._locale, "components/face.html", "face", author),
            "html": html,
        }
