"""Periods: stretches of whole days or months, in UTC, that figures are counted over: pure."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import msgspec

from biztweet.kernel.clock import DAY, SECOND
from biztweet.moderation.errors import PeriodWrong

Step = Literal["day", "month"]

MAX_DAYS = 366
_YEARS = range(1971, 9_000)  # in which days can be added and taken away


class Period(msgspec.Struct, frozen=True):
    """From `first` until before `end`."""

    first: date
    end: date

    @property
    def starts_at(self) -> int:
        """The instant at which it begins, in microseconds."""
        return _midnight(self.first)

    @property
    def ends_at(self) -> int:
        """The instant at which it is over, in microseconds."""
        return _midnight(self.end)

    @property
    def before(self) -> "Period":
        """The period of the same length before it."""
        return Period(self.first - (self.end - self.first), self.first)

    def holds(self, instant: int) -> bool:
        """Whether an instant lies in it."""
        return self.starts_at <= instant < self.ends_at


def period(first: date, last: date) -> Period:
    """From one day to another, both included. Raises PeriodWrong for what is turned around, too long, or never."""
    if last < first or (last - first).days >= MAX_DAYS or first.year not in _YEARS or last.year not in _YEARS:
        raise PeriodWrong(MAX_DAYS)
    return Period(first, last + timedelta(days=1))


def steps(whole: Period, step: Step = "day") -> list[Period]:
    """Its days, or the months that it touches."""
    found, first = [], whole.first if step == "day" else whole.first.replace(day=1)
    while first < whole.end:
        end = first + timedelta(days=1) if step == "day" else (first + timedelta(days=31)).replace(day=1)
        found.append(Period(first, end))
        first = end
    return found


def day_of(number: int) -> date:
    """The day that is so many days after 1970 began."""
    return datetime.fromtimestamp(number * (DAY // SECOND), UTC).date()


def _midnight(day: date) -> int:
    return round(datetime.combine(day, time(), UTC).timestamp()) * SECOND
