"""Register: which streams are open, and whose they are."""

import itertools
from collections import Counter
from collections.abc import Iterator

from biztweet.live.errors import TooManyStreams
from biztweet.live.stream import Stream


class Register:
    """Open streams, by whoever holds them, and dealt out evenly to the `moments` of a round.

    `streams_per_account` bounds the streams that the apps of one account hold at once; None lifts it.
    """

    def __init__(self, streams_per_account: int | None, moments: int) -> None:
        self._limit = streams_per_account
        self._moments = moments
        self._turn = itertools.count()
        self._moment_by_stream: dict[Stream, int] = {}
        self._by_holder: dict[tuple[str, int], set[Stream]] = {}

    def __iter__(self) -> Iterator[Stream]:
        return iter(tuple(self._moment_by_stream))

    def add(self, stream: Stream) -> None:
        """Note an open stream; raises TooManyStreams."""
        self._admit(stream)
        self._moment_by_stream[stream] = next(self._turn) % self._moments
        for holder in _holders(stream):
            self._by_holder.setdefault(holder, set()).add(stream)

    def remove(self, stream: Stream) -> bool:
        """Strike a stream off; False when it was not there."""
        if self._moment_by_stream.pop(stream, None) is None:
            return False
        for holder in _holders(stream):
            streams = self._by_holder[holder]
            streams.discard(stream)
            if not streams:
                del self._by_holder[holder]
        return True

    def held_by(self, kind: str, holder_id: int | None) -> tuple[Stream, ...]:
        """Streams of an "account", a "token" or a "session"."""
        return () if holder_id is None else tuple(self._by_holder.get((kind, holder_id), ()))

    def due(self, moment: int) -> list[Stream]:
        """The streams whose turn falls into this moment."""
        return [stream for stream, its_moment in self._moment_by_stream.items() if its_moment == moment]

    def count_by_format(self) -> dict[str, int]:
        """How many streams are open, by the name of their format."""
        return dict(Counter(stream.format.name for stream in self._moment_by_stream))

    def _admit(self, stream: Stream) -> None:
        if self._limit is None or stream.token_id is None:
            return
        kind, holder_id = ("token", stream.token_id) if stream.account_id is None else ("account", stream.account_id)
        if sum(other.token_id is not None for other in self.held_by(kind, holder_id)) >= self._limit:
            raise TooManyStreams(self._limit)


def _holders(stream: Stream) -> list[tuple[str, int]]:
    named = {"account": stream.account_id, "token": stream.token_id, "session": stream.session_id}
    return [(kind, holder_id) for kind, holder_id in named.items() if holder_id is not None]
