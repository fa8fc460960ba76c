"""Conversation, MessageDraft and what is seen of a conversation: pure."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from biztweet.accounts.model import Account
from biztweet.posts.model import Draft
from biztweet.posts.view import PostView

MAX_MEMBERS = 8
_OF_TWO = 2


class Conversation(msgspec.Struct, frozen=True):
    """Who talk with each other: oneself, two, or a group. `key` is told by who is in it; see `key_of`.

    A group that somebody left may have none, and is then found by its id alone.
    """

    id: int
    key: str | None
    is_group: bool
    creator_id: int
    created_at: int


class Membership(msgspec.Struct, frozen=True):
    """What one member has of a conversation. Without a `last_message_id` it is not in their list."""

    conversation_id: int
    account_id: int
    last_message_id: int | None
    last_read_id: int


class InboxEntry(msgspec.Struct, frozen=True):
    """A conversation in the list of one of its members, whose newest message orders it."""

    conversation_id: int
    key: str | None
    is_group: bool
    last_message_id: int
    last_read_id: int

    @property
    def unread(self) -> bool:
        """Whether something stands in it that its member has not read."""
        return self.last_message_id > self.last_read_id


class ConversationView(msgspec.Struct, frozen=True):
    """A conversation as one of its members sees it. `members` are all who are in it now, its viewer among them."""

    entry: InboxEntry
    members: tuple[Account, ...]
    last: PostView

    @property
    def id(self) -> int:
        """The conversation's own id."""
        return self.entry.conversation_id


class MoveKind(StrEnum):
    """Which way."""

    joined = "joined"
    left = "left"


class Move(msgspec.Struct, frozen=True):
    """Some came into a group, or left it, as it stands in the box of `account_id`, who was in it then.

    `moved_ids` are those who came or left, `actor_id` whose doing it was.
    """

    id: int
    account_id: int
    conversation_id: int
    kind: MoveKind
    actor_id: int
    moved_ids: tuple[int, ...]
    created_at: int


class MessageDraft(Draft, frozen=True):
    """What somebody wants to say to a few.

    It goes to `conversation_id`, or to `to_ids`, or, with `to_named`, to whom its text names. Where none of them says
    anything, an answer to a message goes to the conversation of that message, and all else is a note to oneself.
    """

    to_ids: tuple[int, ...] = ()
    conversation_id: int | None = None
    to_named: bool = False


def key_of(member_ids: Iterable[int]) -> str:
    """The one conversation of these people, as Twitter names that of two: the smaller id first; twice one's own."""
    ids = sorted(set(member_ids))
    return "-".join(map(str, ids if len(ids) > 1 else ids * 2))


def is_group(member_ids: Iterable[int]) -> bool:
    """Whether more than two talk."""
    return len(set(member_ids)) > _OF_TWO
