"""Notice and Notification: what somebody is told of."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """Why somebody is told."""

    mention = "mention"
    reply = "reply"
    repost = "repost"
    quote = "quote"
    like = "like"
    follow = "follow"
    edited = "edited"
    quoted_edited = "quoted_edited"
    poll = "poll"
    posted = "posted"
    message = "message"


class Notice(msgspec.Struct, frozen=True):
    """What an event gives cause to tell, before it stands in an inbox."""

    kind: Kind
    recipient_id: int
    actor_id: int
    post_id: int | None = None


class Notification(msgspec.Struct, frozen=True):
    """A notice in somebody's inbox; `created_at` in microseconds.

    One that is `kept_back` waits until its actor is admitted. `read`: by itself, wherever the read mark stands.
    """

    id: int
    recipient_id: int
    kind: Kind
    actor_id: int
    post_id: int | None
    position: int
    created_at: int
    dismissed: bool
    kept_back: bool = False
    read: bool = False


class ReadMark(msgspec.Struct, frozen=True):
    """How far somebody has read a timeline (`home` or `notifications`); `version` counts the times it was set."""

    account_id: int
    timeline: str
    last_read_id: int
    version: int
    updated_at: int
