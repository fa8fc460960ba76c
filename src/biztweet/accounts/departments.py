"""Departments: who stands in each, as the directory has it, remembered until somebody comes or changes."""

from biztweet.accounts import store
from biztweet.events import AccountAdded, AccountChanged
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded

_DEPARTMENTS = 2_000


class Departments:
    """This process's memory of departments."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._members: Cache[str, frozenset[int]] = Cache(_DEPARTMENTS)

    async def members(self, department: str) -> frozenset[int]:
        """Everybody of a department, former colleagues too; nobody's is the empty one. One query, mostly none."""
        if not department:
            return frozenset()
        known = self._members.get(department)
        if known is None:
            ticket = self._members.ticket()
            known = frozenset(await self._db.rows(store.IDS_OF_DEPARTMENT, department=department))
            self._members.put(department, known, ticket)
        return known

    def apply(self, recorded: Recorded) -> None:
        """Forget all where somebody came, or may have gone from one department to another."""
        if isinstance(recorded.event, AccountAdded | AccountChanged):
            self._members.clear()
