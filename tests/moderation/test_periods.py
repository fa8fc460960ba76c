"""Periods: whole days and months, both ends included."""

from datetime import date

import pytest

from biztweet.kernel.clock import DAY
from biztweet.moderation.errors import PeriodWrong
from biztweet.moderation.periods import day_of, period, steps


def test_a_period_holds_its_last_day_and_is_followed_by_none_of_the_next() -> None:
    week = period(date(2026, 11, 1), date(2026, 11, 7))
    assert week.ends_at - week.starts_at == 7 * DAY
    assert week.holds(week.ends_at - 1)
    assert not week.holds(week.ends_at)
    assert (week.before.first, week.before.end) == (date(2026, 10, 25), date(2026, 11, 1))
    assert [day.first.day for day in steps(week)] == [1, 2, 3, 4, 5, 6, 7]
    assert day_of(week.starts_at // DAY) == week.first


def test_months_are_those_that_a_period_touches() -> None:
    months = steps(period(date(2026, 11, 30), date(2027, 2, 1)), "month")
    assert [(month.first, month.end) for month in months] == [
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2027, 3, 1)),
    ]


@pytest.mark.parametrize(
    "ends", [(date(2026, 1, 2), date(2026, 1, 1)), (date(2020, 1, 1), date(2026, 1, 1)), (date.min, date.min)]
)
def test_what_is_turned_around_too_long_or_before_all_time_is_refused(ends: tuple[date, date]) -> None:
    with pytest.raises(PeriodWrong):
        period(*ends)


def test_the_last_days_there_are_can_be_asked_for() -> None:
    with pytest.raises(PeriodWrong):
        period(date.max, date.max)
