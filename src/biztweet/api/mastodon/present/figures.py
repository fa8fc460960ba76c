"""Admin::Measure, Admin::Dimension and Admin::Cohort."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from biztweet.moderation.figures import Measure, Stay
from biztweet.moderation.periods import Period, Step, steps

_KILO = 1_000


def measure(key: str, period: Period, found: Measure | None) -> dict[str, Any]:
    """What was counted by day; of other servers there is nothing."""
    days = steps(period)
    values = found.days if found else (0,) * len(days)
    return {
        "key": key,
        "unit": "bytes" if key == "instance_media_attachments" else None,
        **({"human_value": "0 B"} if key == "instance_media_attachments" else {}),
        "total": str(found.total if found else 0),
        "previous_total": str(found.previous_total if found else 0),
        "data": [{"date": _at(day.first), "value": str(value)} for day, value in zip(days, values, strict=True)],
    }


def dimension(key: str, data: Sequence[dict[str, str]]) -> dict[str, Any]:
    """What stands out, the most first."""
    return {"key": key, "data": list(data)}


def entry(key: str, human_key: str, value: str, **more: str) -> dict[str, str]:
    """One line of a dimension."""
    return {"key": key, "human_key": human_key, "value": value, **more}


def room(key: str, human_key: str, size_bytes: int) -> dict[str, str]:
    """One line of what takes room."""
    return entry(key, human_key, str(size_bytes), unit="bytes", human_value=_human(size_bytes))


def cohort(stay: Stay, step: Step) -> dict[str, Any]:
    """Whether those who came together have stayed."""
    return {
        "period": _at(stay.came.first),
        "frequency": step,
        "data": [
            {"date": _at(part.first), "rate": count / stay.size if stay.size else 0.0, "value": str(count)}
            for part, count in stay.active
        ],
    }


def _human(size_bytes: int) -> str:
    """A size as people read it: three digits at most, in the largest unit that has one."""
    size, units = float(size_bytes), iter(("B", "KB", "MB", "GB"))
    for unit in units:
        if size < _KILO:
            return f"{size:.3g} {unit}"
        size /= _KILO
    return f"{size:.3g} TB"


def _at(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
