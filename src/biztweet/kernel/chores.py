"""Chores: what is done every so often, once in the installation, by whichever process comes first.

A process that finds a chore due moves its next time in a transaction of its own, and only then does it: no two do the
same, and one that dies meanwhile leaves the rest to the next time. So a chore must bear to be left half done.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.tables import chores
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

log = structlog.get_logger()

LOOK_SECONDS = 20
"""How often a process looks whether something is due; the first time that long after its start."""

Do = Callable[[], Awaitable[object]]


class Chore(NamedTuple):
    """Something to be done every so often."""

    name: str
    every_seconds: int
    do: Do


class _Due(msgspec.Struct, frozen=True):
    name: str
    due_at: int


def _claim() -> dict[str, sa.ClauseElement]:
    """Move a chore's next time, if it is due; one that is due later than it can be was set by a clock gone wrong."""
    statements: dict[str, sa.ClauseElement] = {}
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgresql_insert)):
        statement = insert(chores)
        due = sa.or_(chores.c.due_at <= sa.bindparam("now", type_=Id), chores.c.due_at > statement.excluded.due_at)
        statements[dialect] = statement.on_conflict_do_update(
            index_elements=["name"], set_={"due_at": statement.excluded.due_at}, where=due
        ).returning(chores.c.name)
    return statements


_KNOWN = Query(_Due, sa.select(chores.c.name, chores.c.due_at))
_CLAIM = Query(str, _claim())


class Chores:
    """This company's chores, as one process sees them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._all: list[Chore] = []

    def every(self, seconds: int, name: str, do: Do) -> None:
        """Let `do` be done every so many seconds; `name` is the same in all processes."""
        self._all.append(Chore(name, seconds, do))

    async def run(self) -> None:
        """Do what is due, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.turn()
            except Unavailable as away:
                log.warning("chores_wait", reason=away.message)

    async def turn(self) -> list[str]:
        """Do what is due now, one after the other; return the names of what was done here. Raises Unavailable."""
        due_at = {known.name: known.due_at for known in await self._db.rows(_KNOWN)}
        done = []
        for chore in self._all:
            if self._is_due(chore, due_at.get(chore.name)) and await self._claimed(chore):
                await _attempt(chore)
                done.append(chore.name)
        return done

    def _is_due(self, chore: Chore, due_at: int | None) -> bool:
        now = self._db.clock()
        return due_at is None or not now < due_at <= now + chore.every_seconds * SECOND

    async def _claimed(self, chore: Chore) -> bool:
        async def work(tx: Transaction) -> bool:
            next_at = tx.now + chore.every_seconds * SECOND
            return bool(await tx.rows(_CLAIM, name=chore.name, due_at=next_at, now=tx.now))

        return await self._db.write(work)


async def _attempt(chore: Chore) -> None:
    try:
        await chore.do()
    except Exception:  # the other chores must not suffer for it; this one is done again next time
        log.exception("chore_failed", chore=chore.name)
