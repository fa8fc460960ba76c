"""List: people gathered under a name; one record for every dialect."""

from enum import StrEnum

import msgspec


class Replies(StrEnum):
    """Which answers to others a list's timeline shows: none, to its members, or to whomever its owner follows."""

    none = "none"
    members = "members"
    followed = "followed"


class List(msgspec.Struct, frozen=True):
    """One list; `created_at` in microseconds.

    `slug` is its name in addresses: no other list of its owner has it, and it stays when the list is renamed.
    Members of an `exclusive` list are left out of its owner's following timeline.
    """

    id: int
    owner_id: int
    name: str
    slug: str
    description: str
    private: bool
    replies: Replies
    exclusive: bool
    created_at: int
    member_count: int = 0
    subscriber_count: int = 0


class Outline(msgspec.Struct, frozen=True):
    """What somebody wants a new list to be."""

    name: str
    description: str = ""
    private: bool = False
    replies: Replies = Replies.members
    exclusive: bool = False


class Changes(msgspec.Struct, frozen=True):
    """What a list shall be from now on; None leaves it as it is."""

    name: str | None = None
    description: str | None = None
    private: bool | None = None
    replies: Replies | None = None
    exclusive: bool | None = None
