"""Operators: what a `name:value` may be, under all the names that dialects have for it. Pure."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from biztweet.accounts.handles import key
from biztweet.kernel.clock import SECOND
from biztweet.kernel.ids import MAX_ID, id_at, read_id
from biztweet.posts.text import fold_tag
from biztweet.search.errors import QueryWrong


class Operator(msgspec.Struct, frozen=True, tag=True):
    """A fact that a post must have; `name` is @, # or $ for what stands in the text, else a word."""

    name: str
    value: str

    def __str__(self) -> str:
        if self.name in _SIGNS:
            return f"{self.name}{self.value}"
        value = f'"{self.value}"' if re.search(r"[\s()]", self.value) else self.value
        return f"{self.name}:{value}"


class Bounds(msgspec.Struct, frozen=True):
    """What says when: ids above `after` and below `before`."""

    after: int = 0
    before: int = MAX_ID

    def within(self, other: "Bounds") -> "Bounds":
        """Both at once."""
        return Bounds(max(self.after, other.after), min(self.before, other.before))


NOTHING = Operator("in", "all")  # asks for nothing that would not be there anyway

_SIGNS = ("@", "#", "$")
_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,20})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")

_IS = {"retweet", "reply", "quote", "verified", "sensitive"}
_HAS = {
    "links": "links", "hashtags": "hashtags", "cashtags": "cashtags", "mentions": "mentions", "media": "media",
    "images": "images", "image": "images", "videos": "videos", "video_link": "videos", "video": "videos",
}  # fmt: skip
# Twitter v1.1 says `filter:` of both.
_FILTERS = {
    "links": ("has", "links"), "media": ("has", "media"), "images": ("has", "images"), "twimg": ("has", "images"),
    "videos": ("has", "videos"), "native_video": ("has", "videos"), "hashtags": ("has", "hashtags"),
    "mentions": ("has", "mentions"), "replies": ("is", "reply"), "retweets": ("is", "retweet"),
    "nativeretweets": ("is", "retweet"), "quote": ("is", "quote"), "verified": ("is", "verified"),
}  # fmt: skip
_SAME = {
    "in_reply_to_status_id": "in_reply_to_tweet_id",
    "in_reply_to_post_id": "in_reply_to_tweet_id",
    "quoted_tweet_id": "quotes_of_tweet_id",
    "quotes_of_post_id": "quotes_of_tweet_id",
    "retweets_of_user": "retweets_of",
    "retweets_of_post_id": "retweets_of_tweet_id",
    "language": "lang",
}


def read(name: str, value: str, at: int) -> Operator | Bounds | None:
    """What a name and a value mean together; None for a name that nobody knows.

    Raises QueryWrong for a value that cannot be, with `at`, where it stands.
    """
    reader = _READERS.get(_SAME.get(name, name))
    if reader is None:
        return None
    meant = reader(_SAME.get(name, name), value)
    if meant is None:
        raise QueryWrong(f"{name}: cannot be “{value}”" if value else f"{name}: lacks a value", at)
    return meant


def _handle(name: str, value: str) -> Operator | None:
    found = _HANDLE.fullmatch(value)
    return Operator(name, key(found[1])) if found else None


def _sign(name: str, value: str) -> Operator | None:
    fold: dict[str, Callable[[str], str]] = {"@": key, "#": fold_tag, "$": str.upper}
    return Operator(name, fold[name](value)) if value else None


def _text(name: str, value: str) -> Operator | None:
    return Operator(name, value) if value.strip() else None


def _id(name: str, value: str) -> Operator | None:
    return Operator(name, str(int(value))) if read_id(value) is not None else None


def _language(name: str, value: str) -> Operator | None:
    return Operator(name, value.lower()) if _LANGUAGE.fullmatch(value.lower()) else None


def _is(name: str, value: str) -> Operator | None:
    return Operator(name, value) if value in _IS else None


def _has(name: str, value: str) -> Operator | None:
    return Operator(name, _HAS[value]) if value in _HAS else None


def _filter(_name: str, value: str) -> Operator | None:
    return Operator(*_FILTERS[value]) if value in _FILTERS else None


def _everywhere(_name: str, value: str) -> Operator | None:
    return NOTHING if value in ("all", "public", "nativeretweets") else None


def _day(name: str, value: str) -> Bounds | None:
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    try:
        begins = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        ends = begins + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    first, next_day = _first_id(begins), _first_id(ends)
    return {
        "since": Bounds(after=first - 1),
        "until": Bounds(before=first),
        "before": Bounds(before=first),
        "after": Bounds(after=next_day - 1),
        "during": Bounds(after=first - 1, before=next_day),
    }[name]


def _bound(name: str, value: str) -> Bounds | None:
    found = read_id(value)
    if found is None:
        return None
    return Bounds(after=found) if name == "since_id" else Bounds(before=min(found + 1, MAX_ID))


def _first_id(day: datetime) -> int:
    """The first id that could be handed out from then on; 1 for what was before Twitter's own beginning."""
    return min(max(id_at(int(day.timestamp()) * SECOND), 1), MAX_ID)


_READERS: dict[str, Callable[[str, str], Operator | Bounds | None]] = {
    "from": _handle,
    "to": _handle,
    "retweets_of": _handle,
    "@": _sign,
    "#": _sign,
    "$": _sign,
    "url": _text,
    "lang": _language,
    "list": _id,
    "conversation_id": _id,
    "in_reply_to_tweet_id": _id,
    "quotes_of_tweet_id": _id,
    "retweets_of_tweet_id": _id,
    "is": _is,
    "has": _has,
    "filter": _filter,
    "in": _everywhere,
    "include": _everywhere,
    "since": _day,
    "until": _day,
    "before": _day,
    "after": _day,
    "during": _day,
    "since_id": _bound,
    "max_id": _bound,
}
