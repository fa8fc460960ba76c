"""Hours: when people of the company talk: working days with two peaks, little at night and at weekends."""

import random
from datetime import datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9), "KST")  # no daylight saving since 1988, so no time zone database is needed

# How much is said in each hour of a working day, in any unit.
_WORKDAY = (
    0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.3, 1.2, 4.5, 10, 10.5, 7, 4.5, 9, 9.5, 6.5, 5.5, 4.5, 2.2, 1.1, 0.9, 0.7, 0.4,
    0.2,
)  # fmt: skip
_WEEKEND = 0.05
_SATURDAY = 5


def moments(pick: random.Random, until: datetime, days: int, count: int) -> list[datetime]:
    """`count` moments in Seoul time within `days` before `until`, in order."""
    end = until.astimezone(SEOUL)
    start = (end - timedelta(days=days)).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    hours = [start + timedelta(hours=at) for at in range(days * 24)]
    seconds = pick.choices(hours, [_weight(hour) for hour in hours], k=count)
    drawn = (hour + timedelta(seconds=pick.randrange(3600)) for hour in seconds)
    return sorted(moment for moment in drawn if moment < end)


def named(moment: datetime) -> frozenset[str]:
    """The moment in the words of the stock: `am`, `noon`, `pm` or `evening`, and `weekend`, `mon` or `fri`."""
    hour = moment.hour + moment.minute / 60
    part = "am" if 6 <= hour < 11.4 else "noon" if 11.4 <= hour < 13.2 else "pm" if 13.2 <= hour < 18 else "evening"
    day = {0: "mon", 4: "fri", 5: "weekend", 6: "weekend"}.get(moment.weekday())
    return frozenset({part, day} if day else {part})


def _weight(hour: datetime) -> float:
    if hour.weekday() < _SATURDAY:
        return _WORKDAY[hour.hour]
    return _WEEKEND * (10 if 9 <= hour.hour < 22 else 1)
