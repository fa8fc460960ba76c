"""Transaction: what a work reads and writes, takes ids and tells events with; rows that were prefetched are known."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import msgspec

from biztweet.events import AnyEvent
from biztweet.kernel import outbox
from biztweet.kernel.ids import next_id
from biztweet.kernel.outbox import Counters, Recorded
from biztweet.ports.sql import Session
from biztweet.ports.sql.keyed import Key, Keyed
from biztweet.ports.sql.statement import Command, Query

R = TypeVar("R")
T = TypeVar("T")
Work = Callable[["Transaction"], Awaitable[T]]
Prefetch = tuple[Keyed[Any], Key]
Prefetched = dict[Keyed[Any], dict[Key, Any]]


class Transaction:
    """What a work may do: read and write, take ids, tell of events. `now` is the batch's instant, in microseconds."""

    def __init__(self, session: Session, counters: Counters, now: int, prefetched: Prefetched | None = None) -> None:
        self._session = session
        self._prefetched = prefetched or {}
        self.now = now
        self.last_id = counters.last_id
        self.last_position = counters.last_position
        self.recorded: list[Recorded] = []

    async def rows(self, query: Query[R], **values: Any) -> list[R]:
        """Rows as this transaction sees them, its own writes included."""
        if self._prefetched and query.writes:
            self._forget(query)
        return await self._session.rows(query, values)

    async def one(self, query: Query[R], **values: Any) -> R | None:
        """The first row, or None."""
        rows = await self.rows(query, **values)
        return rows[0] if rows else None

    async def by_key(self, keyed: Keyed[R], *key: Any) -> R | None:
        """A row by its key, or None; where it was prefetched, and nothing has changed it since, it is known already."""
        known = self._prefetched.get(keyed, {})
        if key in known:
            return cast("R | None", known[key])
        query, values = keyed.one(key)
        return await self.one(query, **values)

    async def execute(self, command: Command, **values: Any) -> None:
        """Run a statement whose answer nobody needs."""
        if self._prefetched:
            self._forget(command)
        await self._session.execute(command, values)

    async def add(self, keyed: Keyed[R], command: Command, row: R) -> None:
        """Run the insert of a new row, which the batch's later works then know of without asking."""
        known = self._prefetched.pop(keyed, {})
        await self.execute(command, **msgspec.structs.asdict(cast("msgspec.Struct", row)))
        if known:
            self._prefetched[keyed] = known | {keyed.key_of(row): row}

    def new_id(self) -> int:
        """The next snowflake: larger than every id a reader can have seen."""
        self.last_id = next_id(self.last_id, self.now)
        return self.last_id

    async def emit(self, event: AnyEvent, made: object = None) -> int:
        """Store an event with the change it tells of; return its position. `made` spares our caches a read."""
        self.last_position += 1
        recorded = Recorded(self.last_position, event, self.now, made)
        self.recorded.append(recorded)
        await self._session.execute(outbox.APPEND, outbox.row(recorded))
        return self.last_position

    def roll_back(self, before: tuple[int, int, int]) -> None:
        """Be as `before`; what was prefetched is asked for anew, since some of it may have been added after that."""
        self.last_id, self.last_position, events = before
        del self.recorded[events:]
        self._prefetched.clear()

    def _forget(self, command: Command) -> None:
        """Forget what was prefetched of rows that a statement may change."""
        for keyed in [keyed for keyed in self._prefetched if keyed.many.depends_on(command)]:
            del self._prefetched[keyed]
