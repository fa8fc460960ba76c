"""What v1.1's streams say: each message a line that ends in CR LF, behind its length if that was asked for."""

from typing import Any

import msgspec

from biztweet.accounts.model import Account
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.present.direct_message import message
from biztweet.api.twitter_v1.present.status import heard
from biztweet.api.twitter_v1.present.times import date
from biztweet.api.twitter_v1.present.user import user
from biztweet.events import (
    AccountBlocked,
    AccountFollowed,
    AccountUnblocked,
    AccountUnfollowed,
    MessageDeleted,
    MessageSent,
    Notified,
    PostDeleted,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnliked,
)
from biztweet.live.happening import Happening
from biztweet.notifications.model import Kind, Notification
from biztweet.posts.view import Shared

HOME, POSTS, NOTICES, OWN, DIRECT = "home", "posts", "notices", "own", "direct"

_EVENTS = {
    Kind.like: "favorite",
    Kind.follow: "follow",
    Kind.quote: "quoted_tweet",
    Kind.repost: "retweeted_retweet",
}
_DONE = {
    PostLiked: "favorite",
    PostUnliked: "unfavorite",
    AccountFollowed: "follow",
    AccountUnfollowed: "unfollow",
    AccountBlocked: "block",
    AccountUnblocked: "unblock",
}
_FALLING_BEHIND = {
    "warning": {
        "code": "FALLING_BEHIND",
        "message": "Your connection has fallen behind, and messages were left out.",
        "percent_full": 100,
    }
}
_SHUTDOWN = {"disconnect": {"code": 1, "stream_name": "biztweet", "reason": "shutdown"}}
_encode = msgspec.json.Encoder().encode


class Lines:
    """The format of one kind of stream; streams that ask for the same share the bytes."""

    def __init__(self, site: Site, *, with_length: bool, warned: bool) -> None:
        self.name = f"twitter_v1 {with_length} {warned}"
        self._site = site
        self._with_length = with_length
        self._warned = warned

    def line(self, message: bytes) -> bytes:
        """One message as it stands on the wire."""
        whole = message + b"\r\n"
        return b"%d\r\n%b" % (len(whole), whole) if self._with_length else whole

    def heartbeat(self) -> bytes:
        """A blank line: tweepy gives a silent stream up after 21 s, Twitter sent one every 30."""
        return b"\r\n"

    def resync(self, position: int) -> bytes:
        """A warning to clients that want one; to others there is no word for it, and the stream is ended."""
        return self.line(_encode(_FALLING_BEHIND)) if self._warned else b""

    def goodbye(self, retry_ms: int) -> bytes:
        """Why the stream ends."""
        return self.line(_encode(_SHUTDOWN))

    def render(self, happening: Happening, label: str) -> bytes | None:
        """The line that tells of it; None for what v1.1 has no word for."""
        message = self._serialize(happening, label)
        return None if message is None else self.line(_encode(message))

    def _serialize(self, happening: Happening, label: str) -> dict[str, Any] | None:
        match happening.event:
            case Notified() if label == NOTICES and happening.notification and happening.actor:
                return self._noticed(happening.notification, happening.actor, happening.shared)
            case MessageSent() | MessageDeleted() as event if label == DIRECT:
                return _between(self._site, event, happening.shared)
            case PostDeleted() as gone:
                return {"delete": {"status": _ids(gone.post_id, gone.author_id)}}
            case PostPublished() | PostReposted() if happening.shared is not None:
                return heard(self._site, happening.shared)
            case _:
                return self._done(happening) if label == OWN else None

    def _done(self, happening: Happening) -> dict[str, Any] | None:
        """What the listener has done elsewhere."""
        name, actor, target = _DONE.get(type(happening.event)), happening.actor, happening.target
        if name is None or actor is None or target is None:
            return None
        message: dict[str, Any] = {
            "event": name,
            "created_at": date(happening.created_at),
            "source": user(self._site, actor),
            "target": user(self._site, target),
        }
        if happening.shared is not None:
            message["target_object"] = heard(self._site, happening.shared)
        return message

    def _noticed(self, notice: Notification, actor: Account, shared: Shared | None) -> dict[str, Any] | None:
        """An event of one's own posts; a post that names one, where Home does not show it anyway."""
        if notice.kind in {Kind.mention, Kind.reply}:
            return heard(self._site, shared) if shared is not None and not shared.post.in_company else None
        if notice.kind not in _EVENTS or (notice.kind is not Kind.follow and shared is None):
            return None
        message: dict[str, Any] = {
            "event": _EVENTS[notice.kind],
            "created_at": date(notice.created_at),
            "source": user(self._site, actor),
            "target": {"id": notice.recipient_id, "id_str": str(notice.recipient_id)},
        }
        if shared is not None:
            original = shared.original or shared
            message["target"] = (
                user(self._site, original.author) if notice.kind is not Kind.quote else message["target"]
            )
            message["target_object"] = heard(self._site, shared)
        return message


def _between(site: Site, event: MessageSent | MessageDeleted, shared: Shared | None) -> dict[str, Any] | None:
    """What was said among a few, or is said no longer."""
    if isinstance(event, MessageDeleted):
        return {"delete": {"direct_message": _ids(event.post_id, event.author_id)}}
    return None if shared is None else {"direct_message": message(site, shared)}


def _ids(post_id: int, account_id: int) -> dict[str, Any]:
    return {"id": post_id, "id_str": str(post_id), "user_id": account_id, "user_id_str": str(account_id)}
