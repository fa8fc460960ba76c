"""Figures for administrators: how much is done by how many, and whether newcomers stay. Counts only, nobody's name."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.ids import id_at
from biztweet.moderation import counting
from biztweet.moderation.counting import OfDay, Share
from biztweet.moderation.errors import PeriodWrong
from biztweet.moderation.periods import Period, Step, day_of, steps
from biztweet.ports.sql.statement import Query

MAX_COHORTS = 31

# By its name: what is counted each day, and what counts people once over the whole period.
MEASURES: dict[str, tuple[Sequence[Query[OfDay]], Query[int] | None]] = {
    "active_people": ([counting.ACTIVE], counting.ACTIVE_IN_ALL),
    "new_people": ([counting.NEW], None),
    "interactions": ([counting.LIKED, counting.ANSWERED], None),
    "opened_reports": ([counting.OPENED], None),
    "resolved_reports": ([counting.RESOLVED], None),
    "tag_people": ([counting.TAG_PEOPLE], counting.TAG_PEOPLE_IN_ALL),
    "tag_uses": ([counting.TAG_USES], None),
}
DIMENSIONS = {
    "languages": counting.LANGUAGES,
    "sources": counting.SOURCES,
    "tag_languages": counting.TAG_LANGUAGES,
}


class Measure(msgspec.Struct, frozen=True):
    """What was counted: on each day, over all, and over the period of the same length before."""

    days: tuple[int, ...]
    total: int
    previous_total: int


class Stay(msgspec.Struct, frozen=True):
    """Of those who came in `came`, `size` in all: how many did something in each period from then on."""

    came: Period
    size: int
    active: tuple[tuple[Period, int], ...]


async def measure(db: Database, viewer: Viewer, name: str, period: Period, tag: str = "") -> Measure:
    """One of MEASURES; `tag` folded, where it is of one. Raises NotAnAdministrator."""
    await check_administrator(db, viewer)
    by_day = await _by_day(db, name, period, tag)
    days = tuple(by_day[each.first] for each in steps(period))
    return Measure(days, await _total(db, name, period, tag), await _total(db, name, period.before, tag))


async def dimension(db: Database, viewer: Viewer, name: str, period: Period, limit: int, tag: str = "") -> list[Share]:
    """What most posts have in common: one of DIMENSIONS. Raises NotAnAdministrator."""
    await check_administrator(db, viewer)
    return await db.rows(DIMENSIONS[name], **_bounds(period), tag=tag, limit=limit)


async def retention(db: Database, viewer: Viewer, period: Period, step: Step) -> list[Stay]:
    """Whether those who came in each day or month still do something later. Raises NotAnAdministrator, PeriodWrong."""
    await check_administrator(db, viewer)
    parts = steps(period, step)
    if len(parts) > MAX_COHORTS:
        raise PeriodWrong(MAX_COHORTS)
    whole = Period(parts[0].first, parts[-1].end)
    joined = {"starts_at": whole.starts_at, "ends_at": whole.ends_at}
    sizes = _of_parts(parts, await db.rows(counting.CAME, **joined))
    active = [_of_parts(parts, await db.rows(counting.STAYED, **_bounds(part) | joined)) for part in parts]
    return [
        Stay(came, sizes[at], tuple((part, active[later][at]) for later, part in enumerate(parts) if later >= at))
        for at, came in enumerate(parts)
    ]


async def _by_day(db: Database, name: str, period: Period, tag: str) -> Counter[object]:
    found: Counter[object] = Counter()
    for query in MEASURES[name][0]:
        for row in await db.rows(query, **_bounds(period), tag=tag):
            found[day_of(row.day)] += row.count
    return found


async def _total(db: Database, name: str, period: Period, tag: str) -> int:
    in_all = MEASURES[name][1]
    if in_all is None:
        return sum((await _by_day(db, name, period, tag)).values())
    return await db.one(in_all, **_bounds(period), tag=tag) or 0


def _of_parts(parts: Sequence[Period], rows: Sequence[counting.Cohort]) -> defaultdict[int, int]:
    found: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        day = day_of(row.joined_day)
        found[next(at for at, part in enumerate(parts) if part.first <= day < part.end)] += row.count
    return found


def _bounds(period: Period) -> dict[str, int]:
    return {
        "starts_at": period.starts_at,
        "ends_at": period.ends_at,
        "from_id": id_at(period.starts_at),
        "to_id": id_at(period.ends_at),
    }
