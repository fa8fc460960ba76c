"""Instants in words."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from biztweet.kernel.clock import DAY, HOUR, MINUTE, SECOND
from biztweet.web.times import full_time, time_ago

SEOUL = ZoneInfo("Asia/Seoul")
NOON = 1_795_316_640 * SECOND  # 2026-11-22 03:04 UTC, a Sunday


@pytest.mark.parametrize(
    ("age", "ko", "en"),
    [
        (0, "방금", "now"),
        (-5 * SECOND, "방금", "now"),
        (59 * SECOND, "방금", "now"),
        (MINUTE, "1분 전", "1 min ago"),
        (59 * MINUTE, "59분 전", "59 min ago"),
        (HOUR, "1시간 전", "1 h ago"),
        (23 * HOUR, "23시간 전", "23 h ago"),
        (2 * DAY, "11월 20일", "Nov 20"),
        (400 * DAY, "2025. 10. 18.", "Oct 18, 2025"),
    ],
)
def test_how_long_ago(age: int, ko: str, en: str) -> None:
    assert time_ago(NOON - age, NOON, "ko", SEOUL) == ko
    assert time_ago(NOON - age, NOON, "en", SEOUL) == en


def test_the_full_time_names_weekday_and_half_of_the_day() -> None:
    assert full_time(NOON, "ko", SEOUL) == "2026. 11. 22. (일) 오후 12:04"
    assert full_time(NOON, "en", SEOUL) == "Sun, 22 Nov 2026, 12:04 PM"
    assert full_time(NOON, "en", UTC) == "Sun, 22 Nov 2026, 3:04 AM"
