"""Quotas: how often somebody may ask, in windows whose end is told to them."""

from typing import NamedTuple

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from biztweet.kernel.errors import TooMany


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


class Quotas:
    """This process's counts. With `lifted` nothing is refused; counts and headers stay."""

    def __init__(self, *, lifted: bool) -> None:
        self._storage = MemoryStorage()
        self._window = FixedWindowRateLimiter(self._storage)
        self._lifted = lifted
        self._items: dict[Allowance, RateLimitItem] = {}

    async def spend(self, allowance: Allowance, who: str, *, now_seconds: float, always: bool = False) -> Quota:
        """Count one request of `who`. Raises QuotaUsedUp; with `always` even where quotas are lifted."""
        item = self._item(allowance)
        granted = await self._window.hit(item, who)
        quota = await self._stands(item, who)
        if not granted and (always or not self._lifted):
            raise QuotaUsedUp(quota, now_seconds)
        return quota

    async def stands(self, allowance: Allowance, who: str) -> Quota:
        """Where `who` stands, without counting."""
        return await self._stands(self._item(allowance), who)

    async def refuse_used_up(self, allowance: Allowance, who: str, *, now_seconds: float) -> None:
        """Raise QuotaUsedUp if `who` has nothing left, without counting: for counts of failures only."""
        quota = await self._stands(self._item(allowance), who)
        if quota.remaining <= 0:
            raise QuotaUsedUp(quota, now_seconds)

    async def _stands(self, item: RateLimitItem, who: str) -> Quota:
        stats = await self._window.get_window_stats(item, who)
        return Quota(item.amount, max(0, stats.remaining), int(stats.reset_time))

    def _item(self, allowance: Allowance) -> RateLimitItem:
        item = self._items.get(allowance)
        if item is None:
            item = self._items[allowance] = RateLimitItemPerSecond(
                allowance.limit, allowance.seconds, namespace=allowance.name
            )
        return item
