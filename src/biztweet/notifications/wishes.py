"""What somebody wants to be told of, in which ways, and when nothing may ring. Pure."""

from datetime import datetime, time, timedelta, tzinfo

import msgspec

from biztweet.kernel.clock import SECOND, as_datetime
from biztweet.kernel.errors import Invalid
from biztweet.notifications.model import Kind

MINUTES_A_DAY = 24 * 60
WEEK = tuple(range(7))  # Monday is 0
_LOOKED_AHEAD = 32  # steps from one border to the next: a fortnight at least


class Wishes(msgspec.Struct, frozen=True):
    """One person's wishes; the defaults are those of who has never said any.

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


def checked(wishes: Wishes) -> Wishes:
    """The wishes as they will stand; hours that begin where they end are none. Raises Invalid."""
    hours = (wishes.quiet_from, wishes.quiet_to)
    if any(minute is not None and not 0 <= minute < MINUTES_A_DAY for minute in hours):
        raise Invalid("quiet_hours", "Quiet hours begin and end within a day")
    if not wishes.working_days or not set(wishes.working_days) <= set(WEEK):
        raise Invalid("working_days", "There must be a working day")
    if None in hours or wishes.quiet_from == wishes.quiet_to:
        wishes = msgspec.structs.replace(wishes, quiet_from=None, quiet_to=None)
    return msgspec.structs.replace(wishes, working_days=tuple(sorted(set(wishes.working_days))))


def rings_at(wishes: Wishes, zone: tzinfo, instant: int) -> int:
    """When something may ring that happens at `instant`: at once, or as soon as it is quiet no longer."""
    if wishes.quiet_from is None and wishes.rings_on_days_off:
        return instant
    when = as_datetime(instant).astimezone(zone)
    for _ in range(_LOOKED_AHEAD):
        later = _end_of_quiet(wishes, when)
        if later is None:
            return max(instant, int(when.timestamp()) * SECOND)
        when = later
    return instant


def works_on(wishes: Wishes, when: datetime) -> bool:
    """Whether a day is one of somebody's working days."""
    return when.weekday() in wishes.working_days


def _end_of_quiet(wishes: Wishes, when: datetime) -> datetime | None:
    """When the quiet in which `when` lies ends, or the part of it that is looked at; None where it is not quiet."""
    if not wishes.rings_on_days_off and not works_on(wishes, when):
        return _at(when, 0, days=1)
    if wishes.quiet_from is None or wishes.quiet_to is None:
        return None
    minute = when.hour * 60 + when.minute
    if wishes.quiet_from < wishes.quiet_to:
        return _at(when, wishes.quiet_to) if wishes.quiet_from <= minute < wishes.quiet_to else None
    if minute >= wishes.quiet_from:
        return _at(when, wishes.quiet_to, days=1)
    return _at(when, wishes.quiet_to) if minute < wishes.quiet_to else None


def _at(when: datetime, minute: int, days: int = 0) -> datetime:
    """A minute of the day of `when`, or of one after it, by the clocks of the place."""
    return datetime.combine(when.date() + timedelta(days=days), time(minute // 60, minute % 60), when.tzinfo)
