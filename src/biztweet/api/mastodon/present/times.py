"""Instants as Mastodon writes them: `2026-10-16T08:03:04.123Z`, and days for what need not be exact."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from biztweet.topics.model import Day

_SECOND = 1_000_000
_DAY = 86_400 * _SECOND


def instant(microseconds: int) -> str:
    """An instant to the millisecond."""
    seconds, rest = divmod(microseconds, _SECOND)
    return f"{_to_the_second(seconds)}.{rest // 1_000:03d}Z"


def day(microseconds: int) -> str:
    """The day, in UTC."""
    return _to_the_second(microseconds // _DAY * _DAY // _SECOND)[:10]


def midnight(microseconds: int) -> str:
    """The day as an instant: an account's age is nobody's business to the minute."""
    return f"{day(microseconds)}T00:00:00.000Z"


def history(days: Sequence[Day]) -> list[dict[str, str]]:
    """How often something was named on each day, which is told by the second at which it began."""
    return [
        {"day": str(each.day * _DAY // _SECOND), "accounts": str(each.account_count), "uses": str(each.post_count)}
        for each in days
    ]


@lru_cache(maxsize=4_096)
def _to_the_second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]
