"""Announcement: pure. All instants are microseconds."""

import msgspec

from biztweet.posts.model import Entities


class AnnouncementDraft(msgspec.Struct, frozen=True):
    """What shall be announced: from `publish_at` on (None: at once) until `ends_at`, if that is set.

    `starts_at` and `ends_at` are of what it tells of, such as works on the network; with `all_day` only their dates
    count.
    """

    text: str
    publish_at: int | None = None
    starts_at: int | None = None
    ends_at: int | None = None
    all_day: bool = False


class Announcement(msgspec.Struct, frozen=True):
    """An announcement as stored. It is active from `published_at` until `withdrawn_at`, both None as long as not yet.

    `author_id` is the administrator who made it, None for the operator.
    """

    id: int
    author_id: int | None
    text: str
    entities: Entities
    publish_at: int
    starts_at: int | None
    ends_at: int | None
    all_day: bool
    published_at: int | None
    withdrawn_at: int | None
    updated_at: int

    @property
    def is_active(self) -> bool:
        """Whether everybody is told of it now."""
        return self.published_at is not None and self.withdrawn_at is None


class Reaction(msgspec.Struct, frozen=True):
    """How many reacted with an emoji; `mine`: the viewer is one of them."""

    emoji: str
    count: int
    mine: bool = False


class AnnouncementView(msgspec.Struct, frozen=True):
    """An active announcement as a viewer sees it, with its reactions, the first emoji first."""

    announcement: Announcement
    reactions: tuple[Reaction, ...] = ()
    read: bool = False
