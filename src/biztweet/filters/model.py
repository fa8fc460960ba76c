"""Filter and what it looks for: pure."""

from enum import StrEnum

import msgspec


class Action(StrEnum):
    """What becomes of a post that a filter matches."""

    warn = "warn"
    blur = "blur"
    hide = "hide"


class Context(StrEnum):
    """Where a filter looks."""

    home = "home"
    notifications = "notifications"
    public = "public"
    thread = "thread"
    account = "account"


class Outline(msgspec.Struct, frozen=True):
    """What a filter is to be; `expires_at` in microseconds, None: never."""

    title: str
    contexts: tuple[Context, ...]
    action: Action = Action.warn
    expires_at: int | None = None


class Keyword(msgspec.Struct, frozen=True):
    """Words that a filter looks for, in any case."""

    id: int
    filter_id: int
    text: str
    whole_word: bool


class Marked(msgspec.Struct, frozen=True):
    """A post that a filter matches whatever it says."""

    id: int
    filter_id: int
    post_id: int


class Filter(msgspec.Struct, frozen=True):
    """One filter of one account."""

    id: int
    account_id: int
    title: str
    contexts: tuple[Context, ...]
    action: Action
    expires_at: int | None
    keywords: tuple[Keyword, ...] = ()
    posts: tuple[Marked, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """Why a filter matches a post: the keywords that it holds, and whether it was marked itself."""

    filter: Filter
    keywords: tuple[str, ...]
    is_marked: bool
