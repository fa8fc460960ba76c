"""Ids: 64-bit snowflakes in Twitter's layout, handed out in commit order.

An id is `milliseconds since Twitter's epoch << 22 | sequence`; node bits stay 0, since the database hands them
out one at a time (see `outbox.py`). Sources: docs/decisions/0002, X's "Twitter IDs" page.
"""

import re

EPOCH_MS = 1_288_834_974_657
SHIFT = 22
MAX_ID = 2**63 - 1
_ID = re.compile(r"[0-9]{1,19}", re.ASCII)  # as many digits as 63 bits hold


def next_id(last: int, now: int) -> int:
    """The id that follows `last` at instant `now` (microseconds); larger than `last` even when the clock went back."""
    return max((now // 1_000 - EPOCH_MS) << SHIFT, last + 1)


def id_at(instant: int) -> int:
    """The smallest id that could have been handed out at `instant` (microseconds)."""
    return max((instant // 1_000 - EPOCH_MS) << SHIFT, 0)


def instant_of(snowflake: int) -> int:
    """When an id was handed out, in microseconds since 1970, to the millisecond."""
    return ((snowflake >> SHIFT) + EPOCH_MS) * 1_000


def read_id(text: str) -> int | None:
    """The number that may be an id, from its digits; None for what cannot be one."""
    return int(text) if _ID.fullmatch(text) and int(text) <= MAX_ID else None
