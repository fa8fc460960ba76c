"""Instants in words, Korean and English; `components/relative-time.js` says the same while the page stays open."""

from datetime import datetime, tzinfo

from biztweet.kernel.clock import DAY, HOUR, MINUTE, as_datetime

_WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOON = 12


def iso(instant: int) -> str:
    """For `datetime` attributes: 2026-11-22T06:04:00Z."""
    return as_datetime(instant).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_ago(instant: int, now: int, locale: str, zone: tzinfo) -> str:
    """`방금`, `3분 전`, `2시간 전`, then the day; `now`, `3 min ago`, `2 h ago`."""
    age = now - instant
    if age < MINUTE:
        return "방금" if locale == "ko" else "now"
    if age < HOUR:
        minutes = age // MINUTE
        return f"{minutes}분 전" if locale == "ko" else f"{minutes} min ago"
    if age < DAY:
        hours = age // HOUR
        return f"{hours}시간 전" if locale == "ko" else f"{hours} h ago"
    return day(as_datetime(instant).astimezone(zone), as_datetime(now).astimezone(zone), locale)


def good_until(instant: int, now: int) -> int:
    """When `time_ago` will say something else; of days, look again within the hour."""
    age = now - instant
    step = MINUTE if age < HOUR else HOUR
    return instant + (max(age, 0) // step + 1) * step


def day(when: datetime, today: datetime, locale: str) -> str:
    """`11월 3일`, `Nov 3`; with the year when it is not this year's."""
    if when.year == today.year:
        return f"{when.month}월 {when.day}일" if locale == "ko" else f"{_MONTHS[when.month - 1]} {when.day}"
    if locale == "ko":
        return f"{when.year}. {when.month}. {when.day}."
    return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"


def full_time(instant: int, locale: str, zone: tzinfo) -> str:
    """`2026. 11. 22. (일) 오후 3:04`, `Sun, 22 Nov 2026, 3:04 PM`."""
    if locale == "ko":
        return f"{full_day(instant, locale, zone)} {time_of_day(instant, locale, zone)}"
    return f"{full_day(instant, locale, zone)}, {time_of_day(instant, locale, zone)}"


def full_day(instant: int, locale: str, zone: tzinfo) -> str:
    """`2026. 11. 22. (일)`, `Sun, 22 Nov 2026`."""
    when = as_datetime(instant).astimezone(zone)
    weekday = _WEEKDAYS[locale][when.weekday()]
    if locale == "ko":
        return f"{when.year}. {when.month}. {when.day}. ({weekday})"
    return f"{weekday}, {when.day} {_MONTHS[when.month - 1]} {when.year}"


def time_of_day(instant: int, locale: str, zone: tzinfo) -> str:
    """`오후 3:04`, `3:04 PM`."""
    when = as_datetime(instant).astimezone(zone)
    clock = f"{(when.hour + 11) % _NOON + 1}:{when.minute:02}"
    if locale == "ko":
        return f"{'오전' if when.hour < _NOON else '오후'} {clock}"
    return f"{clock} {'AM' if when.hour < _NOON else 'PM'}"


def month(instant: int, locale: str, zone: tzinfo) -> str:
    """`2026년 11월`, `Nov 2026`."""
    when = as_datetime(instant).astimezone(zone)
    return f"{when.year}년 {when.month}월" if locale == "ko" else f"{_MONTHS[when.month - 1]} {when.year}"
