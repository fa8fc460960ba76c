"""Instants as Mastodon writes them: `2026-10-16T08:03:04.123Z`, and days for what need not be exact."""

from datetime import UTC, datetime

_SECOND = 1_000_000


def instant(microseconds: int) -> str:
    """An instant to the millisecond."""
    seconds, rest = divmod(microseconds, _SECOND)
    return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}.{rest // 1_000:03d}Z"


def day(microseconds: int) -> str:
    """The day, in UTC."""
    return datetime.fromtimestamp(microseconds // _SECOND, UTC).isoformat()[:10]


def midnight(microseconds: int) -> str:
    """The day as an instant: an account's age is nobody's business to the minute."""
    return f"{day(microseconds)}T00:00:00.000Z"
