"""Readers that do not keep up: skipped, told to read anew once they have caught breath, cut if they never do."""

from collections.abc import Callable

from biztweet.live.stream import Stream


class SlowReaders:
    """The streams that are behind, and since when (seconds of `now`)."""

    def __init__(self, patience_seconds: float, now: Callable[[], float]) -> None:
        self.skipped = 0  # frames that were not written to somebody
        self._patience_seconds = patience_seconds
        self._now = now
        self._since: dict[Stream, float] = {}

    def add(self, stream: Stream) -> None:
        """Skip this stream from now on."""
        self.skipped += 1
        stream.live = False
        stream.behind = True
        self._since[stream] = self._now()

    def forget(self, stream: Stream) -> None:
        """The stream is closed."""
        self._since.pop(stream, None)

    def caught_up(self) -> list[Stream]:
        """Streams that have taken everything they were sent; they are no longer behind."""
        drained = [stream for stream in self._since if not stream.outlet.buffered_bytes()]
        for stream in drained:
            del self._since[stream]
            stream.behind = False
        return drained

    def given_up(self) -> list[Stream]:
        """Streams whose time is over."""
        limit = self._now() - self._patience_seconds
        return [stream for stream, since in self._since.items() if since <= limit]
