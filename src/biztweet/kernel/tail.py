"""Tail: the end of the event log as this process has handed it on, so that nobody has to read it once more."""

from collections.abc import Sequence

from biztweet.kernel.outbox import Recorded

_KEPT = 1_000


class Tail:
    """The last events, without a gap; at least `kept` of them once there were so many."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._events: list[Recorded] = []

    def add(self, events: Sequence[Recorded]) -> None:
        """Take in what comes next; after a gap only what stands behind it is kept."""
        if self._events and events[0].position != self._events[-1].position + 1:
            self._events.clear()
        self._events += events
        if len(self._events) > 2 * self._kept:
            del self._events[: -self._kept]

    def after(self, position: int, limit: int) -> Sequence[Recorded] | None:
        """The events after `position`, in order, at most `limit`; None where they begin before it, or behind it."""
        if not self._events:
            return None
        start = position + 1 - self._events[0].position
        return self._events[start : start + limit] if 0 <= start <= len(self._events) else None
