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


class Told(NamedTuple):
    """An event's name, and its payload: a JSON object, or for `delete` the bare id."""

    event: str
    payload: bytes


class Teller:
    """Makes payloads, each once for all streams it is told on."""

    def __init__(self, company: Company) -> None:
        self._encoder = company.of_face(encoder_of)
        self._last: tuple[Happening, Told | None] | None = None

    def tell(self, happening: Happening, label: str) -> Told | None:
        """What a stream of that label hears; None if nothing."""
        if "media" in label.split(" ", 1)[0] and happening.shared is not None and not happening.shared.media:
            return None
        if self._last is None or self._last[0] is not happening:
            self._last = happening, self._told(happening)
        return self._last[1]

    def _told(self, happening: Happening) -> Told | None:  # noqa: PLR0911 - one answer per kind of event
        shared = happening.shared
        match happening.event:
            case PostPublished() | PostReposted() if shared is not None:
                return Told("update", self._encoder.heard(shared))
            case PostEdited() | PollVoted() | PollClosed() | QuoteDetached() if shared is not None:
                return Told("status.update", self._encoder.heard(shared))
            case PostDeleted() | MessageDeleted() as event:
                return Told("delete", str(event.post_id).encode())
            case ConversationChanged() as event:
                return self._talk(happening.conversation, event.account_id)
            case FiltersChanged():
                return Told("filters_changed", b"")
            case NoticesAdmitted():
                return Told("notifications_merged", b"1")
            case Notified():
                return self._notice(happening)
            case _:
                return self._announcement(happening)

    def _announcement(self, happening: Happening) -> Told | None:
        told = happening.announcement
        match happening.event:
            case AnnouncementPublished() if told is not None:
                return Told("announcement", _encode(announced(self._encoder.site, told)))
            case AnnouncementReacted() | AnnouncementUnreacted() as event if told is not None:
                return Told("announcement.reaction", _encode(reacted(told, event.emoji)))
            case AnnouncementWithdrawn() as event:
                return Told("announcement.delete", str(event.announcement_id).encode())
            case _:
                return None

    def _talk(self, view: ConversationView | None, account_id: int) -> Told | None:
        if view is None:
            return None
        site = self._encoder.site
        return Told("conversation", _encode(conversation(site, view, account_id, heard(site, view.last.shared))))

    def _notice(self, happening: Happening) -> Told | None:
        told, actor, shared = happening.notification, happening.actor, happening.shared
        if told is None or actor is None or (told.post_id is not None and shared is None):
            return None
        site = self._encoder.site
        return Told(
            "notification", _encode(notification(site, told, actor, None if shared is None else heard(site, shared)))
        )


class ServerSent:
    """Frames of `text/event-stream`; each has the mark that `Last-Event-ID` brings back."""

    name = "mastodon sse"

    def __init__(self, company: Company) -> None:
        self._teller = company.of_face(Teller)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One event."""
        told = self._teller.tell(happening, label)
        return None if told is None else sse_frame(told.event, told.payload, happening.mark)

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
        self._teller = company.of_face(Teller)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One message."""
        told = self._teller.tell(happening, label)
        if told is None:
            return None
        message = {
            "stream": label.split(" ", 1),
            "event": told.event,
            "payload": told.payload.decode(),
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
