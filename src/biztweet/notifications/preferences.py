"""What somebody wants to be told of, in which ways, and when nothing may ring. Pure."""

from datetime import datetime, time, timedelta, tzinfo

import msgspec

from biztweet.kernel.clock import SECOND, as_datetime
from biztweet.kernel.errors import Invalid
from biztweet.notifications.model import Kind

MINUTES_A_DAY = 24 * 60
WEEK = tuple(range(7))  # Monday is 0
_LOOKED_AHEAD = 32  # steps from one border to the next: a fortnight at least


class Preferences(msgspec.Struct, frozen=True):
    """One person's preferences for notices; the defaults are those of who has never said any.

    `untold` never reach the inbox; `ringing` are shown by a browser that was asked to; `mailed` go out at once.
    Between the minutes `quiet_from` and `quiet_to` of their own day, and on days off unless `rings_on_days_off`,
    nothing rings and no mail goes out; None: there are no quiet hours. `digest`: a mail a day while they are away.
    """

    untold: tuple[Kind, ...] = ()
    ringing: tuple[Kind, ...] = (Kind.mention, Kind.reply, Kind.quote, Kind.message)
    mailed: tuple[Kind, ...] = ()
    digest: bool = True
    quiet_from: int | None = None
    quiet_to: int | None = None
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    rings_on_days_off: bool = True


def checked(preferences: Preferences) -> Preferences:
    """The preferences as they will be; hours that begin where they end are none. Raises Invalid."""
    hours = (preferences.quiet_from, preferences.quiet_to)
    if any(minute is not None and not 0 <= minute < MINUTES_A_DAY for minute in hours):
        raise Invalid("quiet_hours", "Quiet hours begin and end within a day")
    if not preferences.working_days or not set(preferences.working_days) <= set(WEEK):
        raise Invalid("working_days", "There must be a working day")
    if None in hours or preferences.quiet_from == preferences.quiet_to:
        preferences = msgspec.structs.replace(preferences, quiet_from=None, quiet_to=None)
    return msgspec.structs.replace(preferences, working_days=tuple(sorted(set(preferences.working_days))))


def rings_at(preferences: Preferences, zone: tzinfo, instant: int) -> int:
    """When something may ring that happens at `instant`: at once, or as soon as it is quiet no longer."""
    if preferences.quiet_from is None and preferences.rings_on_days_off:
        return instant
    when = as_datetime(instant).astimezone(zone)
    for _ in range(_LOOKED_AHEAD):
        later = _end_of_quiet(preferences, when)
        if later is None:
            return max(instant, int(when.timestamp()) * SECOND)
        when = later
    return instant


def works_on(preferences: Preferences, when: datetime) -> bool:
    """Whether a day is one of somebody's working days."""
    return when.weekday() in preferences.working_days


def _end_of_quiet(preferences: Preferences, when: datetime) -> datetime | None:
    """When the quiet in which `when` lies ends, or the part of it that is looked at; None where it is not quiet."""
    if not preferences.rings_on_days_off and not works_on(preferences, when):
        return _at(when, 0, days=1)
    if preferences.quiet_from is None or preferences.quiet_to is None:
        return None
    minute = when.hour * 60 + when.minute
    if preferences.quiet_from < preferences.quiet_to:
        return _at(when, preferences.quiet_to) if preferences.quiet_from <= minute < preferences.quiet_to else None
    if minute >= preferences.quiet_from:
        return _at(when, preferences.quiet_to, days=1)
    return _at(when, preferences.quiet_to) if minute < preferences.quiet_to else None


def _at(when: datetime, minute: int, days: int = 0) -> datetime:
    """A minute of the day of `when`, or of one after it, by the clocks of the place."""
    return datetime.combine(when.date() + timedelta(days=days), time(minute // 60, minute % 60), when.tzinfo)
