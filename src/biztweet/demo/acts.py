"""Acts: what the people of the made-up company do, one after the other."""

import msgspec

from biztweet.demo.pictures import Picture


class Say(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A post, or a reply or quote. `key` names it to later acts; `topic` says what it is about."""

    at_offset_seconds: int
    author_handle: str
    text: str
    key: str
    topic: str
    reply_to_key: str | None = None
    quote_of_key: str | None = None
    picture: Picture | None = None


class Like(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Somebody likes the post with this key."""

    at_offset_seconds: int
    who: str
    key: str


class Repost(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Somebody reposts the post with this key."""

    at_offset_seconds: int
    who: str
    key: str


class Follow(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Somebody follows another."""

    at_offset_seconds: int
    who: str
    whom: str


class Write(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Somebody writes to a few others, and to nobody else."""

    at_offset_seconds: int
    author_handle: str
    to_handles: tuple[str, ...]
    text: str


DemoAct = Say | Like | Repost | Follow | Write
