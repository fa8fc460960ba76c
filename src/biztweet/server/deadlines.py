"""Deadlines: a time allowed for one thing, watched for thousands of connections by one timer."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Deadlines(Generic[T]):
    """Calls `on_due` with whatever was started and not stopped within `seconds`.

    All have the same time, so the one that was started first is due first; starting and stopping are each a step in a
    dictionary, and the timer runs only while something is watched.
    """

    def __init__(self, seconds: float, on_due: Callable[[T], None]) -> None:
        self._seconds = seconds
        self._on_due = on_due
        self._due_at: dict[T, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def start(self, item: T) -> None:
        """Watch `item` from now on; its time starts anew if it was watched already."""
        loop = asyncio.get_running_loop()
        if item in self._due_at:
            del self._due_at[item]  # so that it goes to the end
        self._due_at[item] = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._look)

    def stop(self, item: T) -> None:
        """Watch `item` no more."""
        self._due_at.pop(item, None)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        now = loop.time()
        for item, due_at in tuple(self._due_at.items()):
            if due_at > now:
                self._timer = loop.call_at(due_at, self._look)
                return
            self._due_at.pop(item, None)
            self._on_due(item)
        if self._due_at and self._timer is None:
            self._timer = loop.call_later(self._seconds, self._look)
