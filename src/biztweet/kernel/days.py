"""Days, counted from 1970 in UTC: the last seven; in SQL, which one an instant or an id belongs to."""

from collections.abc import Sequence

import sqlalchemy as sa

from biztweet.kernel.clock import DAY
from biztweet.kernel.ids import EPOCH_MS, SHIFT
from biztweet.ports.sql.types import Id

WEEK = 7


def last_week(now: int) -> Sequence[int]:
    """The seven days that end with that of an instant, today first."""
    today = now // DAY
    return range(today, today - WEEK, -1)


def literal(number: int) -> sa.ColumnElement[int]:
    """A number that is part of the statement, so that it can be grouped by what is made of it."""
    return sa.literal_column(str(number), Id)


def day(instant: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The day of an instant in microseconds."""
    return instant // literal(DAY)


def day_of_id(number: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The day on which an id was handed out."""
    milliseconds = number.op(">>", return_type=Id)(literal(SHIFT)) + literal(EPOCH_MS)
    return milliseconds // literal(DAY // 1_000)
