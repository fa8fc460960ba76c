"""Mastodon's names of streams, and our channels behind them."""

from typing import NamedTuple

from biztweet.accounts.model import Home
from biztweet.api.mastodon.parse import RecordMissing
from biztweet.kernel.errors import Invalid
from biztweet.live import channels
from biztweet.posts.text import fold_tag

Subscription = tuple[str, str]  # channel, label
_MAX_TAG_LENGTH = 200

_COMPANYS = ("public", "public:local", "public:media", "public:local:media")
_REMOTE = ("public:remote", "public:remote:media")
_SCOPES = {"user:notification": "read:notifications", "direct": "read:messages", "list": "read:lists"}
_OF_SOMETHING = ("hashtag", "hashtag:local", "list")


class Of(NamedTuple):
    """What a stream is of, where its name alone does not say it: a tag, or a list of the listener's own."""

    tag: str | None = None
    list_id: int | None = None


class Listener(NamedTuple):
    """Who wants to hear, how their Home is, and what their token may read."""

    account_id: int
    home: Home
    may_be_notified: bool
    may_read_messages: bool


def scope_of(name: str) -> str:
    """The scope a stream needs."""
    return _SCOPES.get(name, "read:statuses")


def subscriptions(name: str, of: Of, who: Listener) -> list[Subscription]:
    """The channels of a stream; empty for one on which nothing ever happens here.

    Raises Invalid for a name that is none, or a tag that is missing; RecordMissing for a list of nobody's or another's.
    """
    if name == "user":
        heard = [channels.home_channel(who.home), channels.home(who.account_id), channels.ANNOUNCEMENTS]
        if who.may_be_notified:
            heard += _notices(who)
        return [(channel, name) for channel in heard]
    if name == "user:notification":
        return [(channel, name) for channel in _notices(who)]
    if name == "direct":
        return [(channels.direct(who.account_id), name)]
    if name in _COMPANYS:
        return [(channels.COMPANY, name)]
    if name in _REMOTE:
        return []
    if name in _OF_SOMETHING:
        return [_listening_of(name, of)]
    raise Invalid("stream", "Unknown stream type")


def _notices(who: Listener) -> list[str]:
    of_messages = [channels.message_notices(who.account_id)] if who.may_read_messages else []
    return [channels.notifications(who.account_id), *of_messages]


def _listening_of(name: str, of: Of) -> Subscription:
    if name == "list":
        if of.list_id is None:
            raise RecordMissing
        return channels.members(of.list_id), f"{name} {of.list_id}"
    if not of.tag or len(of.tag) > _MAX_TAG_LENGTH or of.tag.split() != [of.tag]:
        raise Invalid("tag", "The tag of a hashtag stream is missing")
    plain = of.tag.removeprefix("#")
    return channels.tag(fold_tag(plain)), f"{name} {plain}"
