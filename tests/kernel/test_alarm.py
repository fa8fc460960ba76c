"""The alarm does what is due, now and later, and stumbles over nothing."""

import sqlalchemy as sa

from biztweet.company import Company
from biztweet.kernel.alarm import Alarm
from biztweet.kernel.database import Database
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

_NEVER = Query(int, sa.select(sa.null()))


def _at(instant: int) -> Query[int]:
    return Query(int, sa.select(sa.literal_column(str(instant), Id)))


class Bell:
    """Counts how often it rang."""

    def __init__(self, error: Exception | None = None) -> None:
        self.rang = 0
        self._error = error

    async def __call__(self, _db: Database) -> None:
        self.rang += 1
        if self._error is not None:
            raise self._error


async def test_it_sleeps_until_the_next_thing_is_due_and_never_for_long(company: Company) -> None:
    alarm = Alarm(company.db)
    assert await alarm.ring() == 30
    alarm.set("never", _NEVER, Bell())
    assert await alarm.ring() == 30
    company.db.clock = lambda: 5_000_000
    alarm.set("soon", _at(7_500_000), soon := Bell())
    assert await alarm.ring() == 2.5
    assert soon.rang == 0


async def test_what_fails_or_stays_due_keeps_nothing_else_from_being_done(company: Company) -> None:
    alarm = Alarm(company.db)
    alarm.set("fails", _at(1), fails := Bell(OSError("no")))
    alarm.set("stays", _at(1), stays := Bell())
    assert await alarm.ring() == 1
    assert (fails.rang, stays.rang) == (1, 1)
    assert await alarm.ring() == 1
    assert (fails.rang, stays.rang) == (2, 2)
