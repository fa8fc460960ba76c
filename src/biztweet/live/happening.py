"""Happening: an event with what it takes to tell of it, the same for every listener."""

from typing import Protocol

import msgspec

from biztweet.accounts.model import Account
from biztweet.announcements.model import AnnouncementView
from biztweet.events import AnyEvent
from biztweet.live.stream import Format
from biztweet.messages.model import ConversationView
from biztweet.notifications.model import Notification
from biztweet.posts.view import Shared
from biztweet.search.rules import Rule


class Happening(msgspec.Struct, frozen=True):
    """What happened at a position of the log.

    `shared` is the post it is about, if that still stands; `changed` are posts whose words, pictures or counts it
    changed, as they stand now. `notification` is set for a notice, `conversation` where one changed for the only
    account that is told; `actor` and `target` are who did it and to whom. `rules` are those that let it through.
    `announcement` is the one it is about, if that stands. `mark` is the position as clients send it back.
    """

    position: int
    mark: str
    event: AnyEvent
    shared: Shared | None = None
    changed: tuple[Shared, ...] = ()
    actor: Account | None = None
    notification: Notification | None = None
    conversation: ConversationView | None = None
    target: Account | None = None
    rules: tuple[Rule, ...] = ()
    created_at: int = 0
    announcement: AnnouncementView | None = None


class Preparing(Protocol):
    """A format that reads something before it can tell."""

    async def prepare(self, happening: Happening) -> None:
        """Read what `render` needs; called before it, any number of times."""


class Dialect(Format, Protocol):
    """A format that can tell what happened."""

    def render(self, happening: Happening, label: str) -> bytes | None:
        """The frame that tells of it on the channel its client knows as `label`; None where it has no word for it."""
