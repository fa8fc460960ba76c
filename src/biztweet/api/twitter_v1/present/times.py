"""Instants as v1.1 writes them: `Wed Oct 10 20:19:24 +0000 2018`, whatever the locale."""

import time

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date(instant: int) -> str:
    """An instant in microseconds since 1970."""
    at = time.gmtime(instant // 1_000_000)
    clock = f"{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02}"
    return f"{_DAYS[at.tm_wday]} {_MONTHS[at.tm_mon - 1]} {at.tm_mday:02} {clock} +0000 {at.tm_year:04}"
