"""Post, Draft and what they are made of: pure."""

from enum import StrEnum

import msgspec

from biztweet.polls.model import PollDraft


class Audience(StrEnum):
    """Who may read a post."""

    company = "company"
    direct = "direct"


class Mention(msgspec.Struct, frozen=True):
    """An account named in a text, from code point `start` to before `end`, the @ included."""

    start: int
    end: int
    handle: str
    account_id: int
    name: str


class Hashtag(msgspec.Struct, frozen=True):
    """A topic named in a text; `tag` as typed, without the #."""

    start: int
    end: int
    tag: str


class Link(msgspec.Struct, frozen=True):
    """An address named in a text, as typed."""

    start: int
    end: int
    url: str


class Entities(msgspec.Struct, frozen=True):
    """What a text names, each kind in the order of the text; offsets count code points of the stored text."""

    mentions: tuple[Mention, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    links: tuple[Link, ...] = ()


class Signature(msgspec.Struct, frozen=True):
    """The author as they were when the post was made."""

    name: str
    department: str
    photo_key: str


class Source(msgspec.Struct, frozen=True):
    """The app a post came from."""

    name: str
    url: str = ""


class Draft(msgspec.Struct, frozen=True):
    """What somebody wants to post. `text` as typed; `media_ids` in the order shown.

    `refuse_repeats`: the same words by the same author within 15 minutes are refused, as Twitter's APIs expect.
    `card`: what stands behind the first link may be shown, where the company shows such.
    """

    text: str
    reply_to_id: int | None = None
    quote_of_id: int | None = None
    media_ids: tuple[int, ...] = ()
    warning: str = ""
    sensitive: bool = False
    language: str | None = None
    source: Source = Source("BizTweet")
    idempotency_key: str | None = None
    refuse_repeats: bool = False
    poll: PollDraft | None = None
    card: bool = True


class Post(msgspec.Struct, frozen=True):
    """One post as stored. A repost has `repost_of_id` and no text; `warning` stands before a text that is folded.

    `thread_id` is the id of the thread's first post. Instants are microseconds; `revision` counts from 1.
    `detached_from_id` is what it quoted until that post's author detached it.
    The last three are set for a message: a post whose audience is direct. It was sent to `addressee_ids`, its author
    among them; `removed_by_ids` are those of them who put it away for themselves.
    """

    id: int
    author_id: int
    audience: Audience
    text: str
    entities: Entities
    signature: Signature
    source: Source
    thread_id: int
    created_at: int
    warning: str = ""
    sensitive: bool = False
    language: str | None = None
    reply_to_id: int | None = None
    reply_to_account_id: int | None = None
    repost_of_id: int | None = None
    quote_of_id: int | None = None
    in_company: bool = False
    revision: int = 1
    edited_at: int | None = None
    deleted_at: int | None = None
    has_poll: bool = False
    like_count: int = 0
    repost_count: int = 0
    quote_count: int = 0
    reply_count: int = 0
    detached_from_id: int | None = None
    conversation_id: int | None = None
    addressee_ids: tuple[int, ...] | None = None
    removed_by_ids: tuple[int, ...] | None = None


class Revision(msgspec.Struct, frozen=True):
    """A post's words as they stood from `created_at` on; `options` are those of its poll, if it had one."""

    post_id: int
    revision: int
    text: str
    entities: Entities
    warning: str
    sensitive: bool
    media_ids: tuple[int, ...]
    created_at: int
    options: tuple[str, ...] = ()
