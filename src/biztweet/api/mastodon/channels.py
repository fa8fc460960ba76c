"""Mastodon's names of streams, and our channels behind them."""

from typing import NamedTuple

from biztweet.accounts.model import Home
from biztweet.api.mastodon.parse import RecordMissing
from biztweet.kernel.errors import Invalid
from biztweet.live import channels
from biztweet.live.react import home_channel
from biztweet.posts.text import fold_tag

Subscription = tuple[str, str]  # channel, label
_LONGEST_TAG = 200

_COMPANYS = ("public", "public:local", "public:media", "public:local:media")
_REMOTE = ("public:remote", "public:remote:media")
_TAGGED = ("hashtag", "hashtag:local")


class Listener(NamedTuple):
    """Who wants to hear, how their Home is, and what their token may read."""

    account_id: int
    home: Home
    may_be_notified: bool
    may_read_messages: bool


def scope_of(name: str) -> str:
    """The scope a stream needs."""
    return {"user:notification": "read:notifications", "direct": "read:messages"}.get(name, "read:statuses")


def subscriptions(name: str, tag: str | None, who: Listener) -> list[Subscription]:
    """The channels of a stream; empty for one on which nothing ever happens here.

    Raises Invalid for a name that is none, or a tag that is missing; RecordMissing for a list, as there are none.
    """
    if name == "user":
        heard = [home_channel(who.home), channels.home(who.account_id)]
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
    if name in _TAGGED:
        if not tag or len(tag) > _LONGEST_TAG or tag.split() != [tag]:
            raise Invalid("tag", "The tag of a hashtag stream is missing")
        plain = tag.removeprefix("#")
        return [(channels.tag(fold_tag(plain)), f"{name} {plain}")]
    if name == "list":
        raise RecordMissing
    raise Invalid("stream", "Unknown stream type")


def _notices(who: Listener) -> list[str]:
    of_messages = [channels.message_notices(who.account_id)] if who.may_read_messages else []
    return [channels.notifications(who.account_id), *of_messages]
