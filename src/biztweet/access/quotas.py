"""Quotas: how often somebody may ask, in windows whose end is told to them.

Counts of our own: the library that stood here before walked through everybody's counts at every request.
"""

import math
from typing import NamedTuple

from biztweet.kernel.clock import SECOND, Clock
from biztweet.kernel.errors import TooMany

_SWEPT_EVERY_SECONDS = 60


class Quota(NamedTuple):
    """Where somebody stands; `reset_at` in seconds since 1970."""

    limit: int
    remaining: int
    reset_at: int


class QuotaUsedUp(TooMany):
    """Asked too often; `quota` says when it begins anew."""

    def __init__(self, quota: Quota, now_seconds: float) -> None:
        super().__init__("Too many requests", max(1, int(quota.reset_at - now_seconds)))
        self.quota = quota


class Allowance(NamedTuple):
    """How often per how many seconds; `name` keeps one family's count apart from another's."""

    name: str
    limit: int
    seconds: int


class _Window:
    __slots__ = ("ends_at", "used")

    def __init__(self, ends_at: float) -> None:
        self.ends_at = ends_at
        self.used = 0

    def holds(self, allowance: Allowance, now_seconds: float) -> bool:
        """It is not over, and no clock that went back makes it longer than it was meant to be."""
        return now_seconds < self.ends_at <= now_seconds + allowance.seconds


class Quotas:
    """This process's counts; a window begins with its first request. With `lifted` nothing is refused, only counted."""

    def __init__(self, clock: Clock, *, lifted: bool) -> None:
        self._clock = clock
        self._lifted = lifted
        self._windows: dict[tuple[str, str], _Window] = {}
        self._sweep_at = 0.0

    async def spend(self, allowance: Allowance, who: str, *, always: bool = False, cost: int = 1) -> Quota:
        """Count one request of `who`, or `cost`. Raises QuotaUsedUp; with `always` even where quotas are lifted."""
        now_seconds = self._clock() / SECOND
        if now_seconds >= self._sweep_at:
            self._sweep(now_seconds)
        key = (allowance.name, who)
        window = self._windows.get(key)
        if window is None or not window.holds(allowance, now_seconds):
            window = self._windows[key] = _Window(now_seconds + allowance.seconds)
        window.used += cost
        quota = Quota(allowance.limit, max(0, allowance.limit - window.used), math.ceil(window.ends_at))
        if window.used > allowance.limit and (always or not self._lifted):
            raise QuotaUsedUp(quota, now_seconds)
        return quota

    async def peek(self, allowance: Allowance, who: str) -> Quota:
        """What `who` has left, without counting."""
        return self._peek(allowance, who, self._clock() / SECOND)

    async def refuse_used_up(self, allowance: Allowance, who: str) -> None:
        """Raise QuotaUsedUp if `who` has nothing left, without counting: for counts of failures only."""
        now_seconds = self._clock() / SECOND
        quota = self._peek(allowance, who, now_seconds)
        if quota.remaining <= 0:
            raise QuotaUsedUp(quota, now_seconds)

    def _peek(self, allowance: Allowance, who: str, now_seconds: float) -> Quota:
        window = self._windows.get((allowance.name, who))
        if window is None or not window.holds(allowance, now_seconds):
            return Quota(allowance.limit, allowance.limit, math.ceil(now_seconds + allowance.seconds))
        return Quota(allowance.limit, max(0, allowance.limit - window.used), math.ceil(window.ends_at))

    def _sweep(self, now_seconds: float) -> None:
        self._windows = {key: window for key, window in self._windows.items() if window.ends_at > now_seconds}
        self._sweep_at = now_seconds + _SWEPT_EVERY_SECONDS
