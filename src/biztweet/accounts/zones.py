"""Time zones by the names of the IANA's database."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Where people work, from west to east; any other of the database's may be had by its name.
OFFERED = (
    "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Sao_Paulo", "UTC",
    "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Warsaw", "Europe/Istanbul", "Africa/Johannesburg",
    "Asia/Dubai", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Taipei", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
_MAX_LENGTH = 64


def is_time_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    return zone(name) is not None


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """The zone of that name, None if there is none."""
    if not name.isascii() or len(name) > _MAX_LENGTH:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name an OSError
        return None


def zone_or_company(name: str) -> tzinfo:
    """The zone of that name; the company's own, which is the server's, where it is empty or unknown."""
    return (zone(name) if name else None) or datetime.now(UTC).astimezone().tzinfo or UTC
