"""Instants: whole microseconds since 1970 in UTC, everywhere inside."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], int]

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

LATEST = 253_370_764_800 * SECOND  # the year 9999 begins: whatever is earlier has a date in every zone


def system_clock() -> int:
    """Now, in microseconds since 1970."""
    return time.time_ns() // 1_000


def as_datetime(instant: int) -> datetime:
    """The same instant as an aware UTC datetime."""
    return datetime.fromtimestamp(instant // SECOND, UTC).replace(microsecond=instant % SECOND)
