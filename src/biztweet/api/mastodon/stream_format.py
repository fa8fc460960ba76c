"""What happens, as Mastodon's streams tell it: one format for each of the two transports."""

from typing import NamedTuple

import msgspec

from biztweet.api.mastodon.caller import encoder_of
from biztweet.api.mastodon.present.announcement import announced, reacted
from biztweet.api.mastodon.present.conversation import conversation
from biztweet.api.mastodon.present.notification import notification
from biztweet.api.mastodon.present.status import heard
from biztweet.company import Company
from biztweet.events import (
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementUnreacted,
    AnnouncementWithdrawn,
    ConversationChanged,
    FiltersChanged,
    MessageDeleted,
    NoticesAdmitted,
    Notified,
    PollClosed,
    PollVoted,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostReposted,
    QuoteDetached,
)
from biztweet.live.frames import sse_frame, websocket_frame
from biztweet.live.happening import Happening
from biztweet.messages.model import ConversationView

_encode = msgspec.json.Encoder().encode


class StreamEvent(NamedTuple):
    """An event's name, and its payload: a JSON object, or for `delete` the bare id."""

    event: str
    payload: bytes


class Serializer:
    """Makes payloads, each once for all streams it is told on."""

    def __init__(self, company: Company) -> None:
        self._encoder = company.of_face(encoder_of)
        self._last: tuple[Happening, StreamEvent | None] | None = None

    def serialize(self, happening: Happening, label: str) -> StreamEvent | None:
        """What a stream of that label hears; None if nothing."""
        if "media" in label.split(" ", 1)[0] and happening.shared is not None and not happening.shared.media:
            return None
        if self._last is None or self._last[0] is not happening:
            self._last = happening, self._serialize(happening)
        return self._last[1]

    def _serialize(self, happening: Happening) -> StreamEvent | None:  # noqa: PLR0911 - one answer per kind of event
        shared = happening.shared
        match happening.event:
            case PostPublished() | PostReposted() if shared is not None:
                return StreamEvent("update", self._encoder.heard(shared))
            case PostEdited() | PollVoted() | PollClosed() | QuoteDetached() if shared is not None:
                return StreamEvent("status.update", self._encoder.heard(shared))
            case PostDeleted() | MessageDeleted() as event:
                return StreamEvent("delete", str(event.post_id).encode())
            case ConversationChanged() as event:
                return self._conversation(happening.conversation, event.account_id)
            case FiltersChanged():
                return StreamEvent("filters_changed", b"")
            case NoticesAdmitted():
                return StreamEvent("notifications_merged", b"1")
            case Notified():
                return self._notice(happening)
            case _:
                return self._announcement(happening)

    def _announcement(self, happening: Happening) -> StreamEvent | None:
        view = happening.announcement
        match happening.event:
            case AnnouncementPublished() if view is not None:
                return StreamEvent("announcement", _encode(announced(self._encoder.site, view)))
            case AnnouncementReacted() | AnnouncementUnreacted() as event if view is not None:
                return StreamEvent("announcement.reaction", _encode(reacted(view, event.emoji)))
            case AnnouncementWithdrawn() as event:
                return StreamEvent("announcement.delete", str(event.announcement_id).encode())
            case _:
                return None

    def _conversation(self, view: ConversationView | None, account_id: int) -> StreamEvent | None:
        if view is None:
            return None
        site = self._encoder.site
        return StreamEvent("conversation", _encode(conversation(site, view, account_id, heard(site, view.last.shared))))

    def _notice(self, happening: Happening) -> StreamEvent | None:
        notice, actor, shared = happening.notification, happening.actor, happening.shared
        if notice is None or actor is None or (notice.post_id is not None and shared is None):
            return None
        site = self._encoder.site
        return StreamEvent(
            "notification",
            _encode(notification(site, notice, actor, None if shared is None else heard(site, shared))),
        )


class ServerSent:
    """Frames of `text/event-stream`; each has the mark that `Last-Event-ID` brings back."""

    name = "mastodon sse"

    def __init__(self, company: Company) -> None:
        self._serializer = company.of_face(Serializer)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One event."""
        serialized = self._serializer.serialize(happening, label)
        return None if serialized is None else sse_frame(serialized.event, serialized.payload, happening.mark)

    def heartbeat(self) -> bytes:
        """The comment that Mastodon's own server sends."""
        return b":thump\n\n"

    def resync(self, position: int) -> bytes:
        """No word for it: the stream is ended, and apps that come back read anew."""
        return b""

    def goodbye(self, retry_ms: int) -> bytes:
        """When to come back."""
        return b"retry: %d\n\n" % retry_ms


class Framed:
    """Frames of a WebSocket, which name the stream they are told on; `id` is the mark for `last_event_id`."""

    name = "mastodon websocket"

    def __init__(self, company: Company) -> None:
        self._serializer = company.of_face(Serializer)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One message."""
        serialized = self._serializer.serialize(happening, label)
        if serialized is None:
            return None
        message = {
            "stream": label.split(" ", 1),
            "event": serialized.event,
            "payload": serialized.payload.decode(),
            "id": happening.mark,
        }
        return websocket_frame(_encode(message))

    def heartbeat(self) -> bytes:
        """The server pings by itself."""
        return b""

    def resync(self, position: int) -> bytes:
        """No word for it: the stream is ended, and apps that come back read anew."""
        return b""

    def goodbye(self, retry_ms: int) -> bytes:
        """The close code says it."""
        return b""
