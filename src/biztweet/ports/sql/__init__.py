"""The database: statements in, typed rows out; one writer at a time, many readers.

Statements are SQLAlchemy Core, built once at import and compiled once per dialect (`statement.py`); a side runs them
straight on its driver. Every value a statement needs is passed by name.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, Protocol, TypeVar

from biztweet.ports.sql.statement import Command, Query

R = TypeVar("R")
Savepoint = object


class Session(Protocol):
    """An open write transaction."""

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """Run a statement that answers with rows; sees all that this transaction has written."""

    async def execute(self, command: Command, values: dict[str, Any]) -> None:
        """Run a statement whose answer nobody needs; a side may hold it back until the next `rows` or the commit."""

    async def savepoint(self) -> Savepoint:
        """Set a savepoint; what it is, only the side knows."""

    async def rollback_to(self, savepoint: Savepoint) -> None:
        """Take back everything since `savepoint`; raises Replay where only a new transaction can."""

    async def release(self, savepoint: Savepoint) -> None:
        """Forget the savepoint; what was written since stays."""


class Replay(Exception):
    """The batch must run again, with real `savepoints`: one of its works failed half-way."""


class StorageAway(Exception):
    """The database cannot be reached or cannot write now; what was not answered may be stored or not."""


class ValueRefused(Exception):
    """A value that no row can hold: a number past 64 bits, a text with NUL or half a surrogate pair."""


class Engine(Protocol):
    """One company's database."""

    dialect: Literal["sqlite", "postgresql"]

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """Read committed rows, without ever blocking the event loop. Raises StorageAway, ValueRefused."""

    async def lookup(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        """The same for a keyed read of a few rows, which a side may answer right in the event loop."""

    async def write(self, batch: Callable[[Session], Awaitable[None]], *, savepoints: bool) -> None:
        """Run `batch` in one transaction, alone among all writers; durable when it returns.

        Without `savepoints` a side may keep them in its own books, and raise Replay where those do not suffice.

        `batch` awaits nothing but its session, and may be called again after a connection was lost: if it had come to
        its end before, only it can tell whether that was stored. Raises StorageAway, Replay, or what `batch` does.
        """

    async def close(self) -> None:
        """End all connections."""
