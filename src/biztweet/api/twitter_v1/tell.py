"""What v1.1's streams say: each message a line that ends in CR LF, behind its length if that was asked for."""

from typing import Any

import msgspec

from biztweet.accounts.model import Account
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.errors import Missing
from biztweet.api.twitter_v1.present.direct_message import message
from biztweet.api.twitter_v1.present.status import heard
from biztweet.api.twitter_v1.present.times import date
from biztweet.api.twitter_v1.present.user import user
from biztweet.events import MessageDeleted, MessageSent, Notified, PostDeleted, PostPublished, PostReposted
from biztweet.live.happening import Happening
from biztweet.notifications.model import Kind, Notification
from biztweet.posts.view import Shared

HOME, POSTS, NOTICES, DIRECT = "home", "posts", "notices", "direct"

_EVENTS = {
    Kind.like: "favorite",
    Kind.follow: "follow",
    Kind.quote: "quoted_tweet",
    Kind.repost: "retweeted_retweet",
}
_SHUTDOWN = {"disconnect": {"code": 1, "stream_name": "biztweet", "reason": "shutdown"}}
_OF_TWO = 2
_encode = msgspec.json.Encoder().encode


class Filter(msgspec.Struct, frozen=True):
    """Which posts a filtered stream wants: those that hold all words of one of `track`, or by one of `follow`."""

    track: tuple[str, ...] = ()
    follow: frozenset[int] = frozenset()

    def checked(self) -> "Filter":
        """Itself. Raises Missing where nothing is asked for."""
        if not self.track and not self.follow:
            raise Missing("track")
        return Filter(tuple(phrase.casefold() for phrase in self.track), self.follow)

    def wants(self, shared: Shared, label: str) -> bool:
        """Whether a post that was heard under `label` is to be told; one that is heard twice is told once."""
        tracked = shared.post.in_company and self._holds((shared.original or shared).post.text.casefold())
        if label == POSTS:
            return tracked
        return shared.author.id in self.follow and not tracked

    def _holds(self, text: str) -> bool:
        return any(all(word in text for word in phrase.split()) for phrase in self.track)


class Lines:
    """The format of one kind of stream; streams that ask for the same share the bytes."""

    def __init__(self, site: Site, with_length: bool, wanted: Filter | None = None) -> None:  # noqa: FBT001
        self.name = f"twitter_v1 {with_length} {wanted or ''}"
        self._site = site
        self._with_length = with_length
        self._wanted = wanted

    def line(self, message: bytes) -> bytes:
        """One message as it stands on the wire."""
        whole = message + b"\r\n"
        return b"%d\r\n%b" % (len(whole), whole) if self._with_length else whole

    def heartbeat(self) -> bytes:
        """A blank line: tweepy gives a silent stream up after 21 s, Twitter sent one every 30."""
        return b"\r\n"

    def resync(self, position: int) -> bytes:
        """There is no word for it: the stream is ended, and clients read anew."""
        return b""

    def goodbye(self, retry_ms: int) -> bytes:
        """Why the stream ends."""
        return self.line(_encode(_SHUTDOWN))

    def render(self, happening: Happening, label: str) -> bytes | None:
        """The line that tells of it; None for what v1.1 has no word for."""
        told = self._told(happening, label)
        return None if told is None else self.line(_encode(told))

    def _told(self, happening: Happening, label: str) -> dict[str, Any] | None:
        match happening.event:
            case Notified() if label == NOTICES and happening.notification and happening.actor:
                return self._noticed(happening.notification, happening.actor, happening.shared)
            case MessageSent() | MessageDeleted() as event if label == DIRECT:
                return _between(self._site, event, happening.shared)
            case PostDeleted() as gone if self._wanted is None or gone.author_id in self._wanted.follow:
                return {"delete": {"status": _ids(gone.post_id, gone.author_id)}}
            case PostPublished() | PostReposted():
                shared = happening.shared
                if shared is None or not (self._wanted is None or self._wanted.wants(shared, label)):
                    return None
                return heard(self._site, shared)
            case _:
                return None

    def _noticed(self, notice: Notification, actor: Account, shared: Shared | None) -> dict[str, Any] | None:
        """An event of one's own posts; a post that names one, where Home does not show it anyway."""
        if notice.kind in {Kind.mention, Kind.reply}:
            return heard(self._site, shared) if shared is not None and not shared.post.in_company else None
        if notice.kind not in _EVENTS or (notice.kind is not Kind.follow and shared is None):
            return None
        told: dict[str, Any] = {
            "event": _EVENTS[notice.kind],
            "created_at": date(notice.created_at),
            "source": user(self._site, actor),
            "target": {"id": notice.recipient_id, "id_str": str(notice.recipient_id)},
        }
        if shared is not None:
            original = shared.original or shared
            told["target"] = user(self._site, original.author) if notice.kind is not Kind.quote else told["target"]
            told["target_object"] = heard(self._site, shared)
        return told


def _between(site: Site, event: MessageSent | MessageDeleted, shared: Shared | None) -> dict[str, Any] | None:
    """What two have said to each other, or said no longer; of groups there is no word."""
    if len(event.addressee_ids) > _OF_TWO:
        return None
    if isinstance(event, MessageDeleted):
        return {"delete": {"direct_message": _ids(event.post_id, event.author_id)}}
    return None if shared is None else {"direct_message": message(site, shared)}


def _ids(post_id: int, account_id: int) -> dict[str, Any]:
    return {"id": post_id, "id_str": str(post_id), "user_id": account_id, "user_id_str": str(account_id)}
