"""What v2's streams say: a post in the look that was asked for, once for all streams that ask alike; then the rules."""

from collections import OrderedDict

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v2.answers import parts_of
from biztweet.api.twitter_v2.encoded import Encoder, Encoders
from biztweet.api.twitter_v2.includes import around
from biztweet.api.twitter_v2.look import Look
from biztweet.api.twitter_v2.vocabulary import CLASSIC_PROBLEMS
from biztweet.company import Company
from biztweet.events import PostPublished, PostReposted
from biztweet.live.happening import Happening
from biztweet.search.rules import Rule

_LOOKS = 64
_DISCONNECT = {
    "errors": [
        {
            "title": "operational-disconnect",
            "disconnect_type": "UpstreamOperationalDisconnect",
            "detail": "This stream has been disconnected upstream for operational reasons.",
            "type": f"{CLASSIC_PROBLEMS}operational-disconnect",
        }
    ]
}
_encode = msgspec.json.Encoder().encode


class Anybody(msgspec.Struct, frozen=True):
    """Who a stream tells things to: nobody in particular."""

    company: Company
    look: Look
    me: Viewer = Viewer(None)


class Serializer:
    """Posts in one look, the last one remembered: a thousand streams are told it at the same time."""

    def __init__(self, company: Company, look: Look) -> None:
        self.look = look
        self._anybody = Anybody(company, look)
        self._encoder: Encoder = company.of_face(Encoders).of(look)
        self._last: tuple[int, bytes | None] = (-1, None)

    async def prepare(self, happening: Happening) -> None:
        """Gather what a post leads to."""
        if happening.position != self._last[0]:
            self._last = happening.position, await self._serialize(happening)

    def serialized(self, happening: Happening) -> bytes | None:
        """The members of the message that are the same for everybody; None for what v2 does not tell."""
        return self._last[1] if happening.position == self._last[0] else None

    async def _serialize(self, happening: Happening) -> bytes | None:
        shared = happening.shared
        if shared is None or not isinstance(happening.event, PostPublished | PostReposted):
            return None
        includes = await around(self._anybody, [shared])
        return b",".join(parts_of(self._encoder, self._encoder.tweet(shared), includes))


class Serializers:
    """One company's serializers, for the looks that were asked for last."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._by_look: OrderedDict[Look, Serializer] = OrderedDict()

    def of(self, look: Look) -> Serializer:
        """The serializer of a look."""
        found = self._by_look.get(look)
        if found is None:
            found = self._by_look[look] = Serializer(self._company, look)
            if len(self._by_look) > _LOOKS:
                self._by_look.popitem(last=False)
        return found


class Lines:
    """The format of streams in one look."""

    def __init__(self, serializer: Serializer) -> None:
        self.name = f"twitter_v2 {serializer.look}"
        self._serializer = serializer

    async def prepare(self, happening: Happening) -> None:
        """Gather what a post leads to."""
        await self._serializer.prepare(happening)

    def render(self, happening: Happening, label: str) -> bytes | None:
        """One line."""
        serialized = self._serializer.serialized(happening)
        if serialized is None:
            return None
        if not happening.rules:
            return b"{%b}\r\n" % serialized
        return b'{%b,"matching_rules":%b}\r\n' % (serialized, _encode(list(map(_matched, happening.rules))))

    def heartbeat(self) -> bytes:
        """A blank line: tweepy gives a silent stream up after 21 s, X sends one every 20."""
        return b"\r\n"

    def resync(self, position: int) -> bytes:
        """There is no word for it: the stream is ended, and clients come back with `backfill_minutes`."""
        return b""

    def goodbye(self, retry_ms: int) -> bytes:
        """Why the stream ends."""
        return _encode(_DISCONNECT) + b"\r\n"


def _matched(rule: Rule) -> dict[str, str]:
    return {"id": str(rule.id), "tag": rule.tag}  # tweepy stumbles over a rule without one
