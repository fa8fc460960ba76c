"""Holding: a session that holds commands back until somebody reads, and sends those of one kind together.

A savepoint is then a place in what waits, and most works need none in the database. Why, and what it costs:
docs/decisions/0006.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar, cast

from biztweet.ports.sql import Replay, Session
from biztweet.ports.sql.statement import Command, Compiled, Query

R = TypeVar("R")


class Wire(Protocol):
    """An open transaction as a driver has it; its methods raise StorageAway, or one of `failures`."""

    dialect: str
    failures: tuple[type[Exception], ...]
    """What a statement may fail with by its own fault."""

    async def fetch(self, compiled: Compiled, arguments: list[Any]) -> Sequence[Any]:
        """The rows of a statement."""

    async def run(self, compiled: Compiled, each: Sequence[list[Any]]) -> None:
        """Run a statement with each of some arguments, in their order."""

    async def control(self, sql: str) -> None:
        """Run a statement of the transaction itself."""


async def carry_out(batch: Callable[[Session], Awaitable[None]], wire: Wire, *, savepoints: bool) -> None:
    """Run a batch in an open transaction; when this returns, all it has commanded is sent."""
    session = _HoldingSession(wire, savepoints=savepoints)
    await batch(session)
    await session.flush()


class _HoldingSession:
    """An open transaction. Commands wait until somebody reads; a savepoint is then a place in what waits."""

    def __init__(self, wire: Wire, *, savepoints: bool) -> None:
        self._wire = wire
        self._savepoints = savepoints
        self._waiting: list[tuple[Command, list[Any]]] = []
        self._kinds: set[Command] = set()  # of what waits
        self._flushes = 0
        self._depth = 0

    async def rows(self, query: Query[R], values: dict[str, Any]) -> list[R]:
        if any(map(query.depends_on, self._kinds)):
            await self.flush()
        compiled = query.compiled(self._wire.dialect)
        if query.writes:
            self._flushes += 1
        arguments = compiled.arguments(values)
        with self._failing_alone():
            return [compiled.build(row) for row in await self._wire.fetch(compiled, arguments)]

    async def execute(self, command: Command, values: dict[str, Any]) -> None:
        self._waiting.append((command, command.compiled(self._wire.dialect).arguments(values)))
        self._kinds.add(command)

    async def savepoint(self) -> object:
        if not self._savepoints:
            return len(self._waiting), self._flushes
        await self.flush()
        self._depth += 1
        await self._wire.control(f"SAVEPOINT work{self._depth}")
        return self._depth

    async def rollback_to(self, savepoint: object) -> None:
        if self._savepoints:
            self._waiting.clear()
            await self._wire.control(f"ROLLBACK TO work{savepoint}")
            self._depth -= 1
            return
        waiting, flushes = cast("tuple[int, int]", savepoint)
        if flushes != self._flushes:
            raise Replay
        del self._waiting[waiting:]

    async def release(self, savepoint: object) -> None:
        if self._savepoints:
            await self.flush()
            await self._wire.control(f"RELEASE work{savepoint}")
            self._depth -= 1

    async def flush(self) -> None:
        """Send what waits, in its order; of one kind together what stands together, or only appends or adds."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._kinds.clear()
        self._flushes += 1
        for command, each in _gathered(waiting):
            with self._failing_alone():
                await self._wire.run(command.compiled(self._wire.dialect), each)

    @contextmanager
    def _failing_alone(self) -> Iterator[None]:
        """A refused statement is its work's own failure only behind a savepoint; else the batch must run again."""
        try:
            yield
        except self._wire.failures as error:
            if self._savepoints:
                raise
            raise Replay from error


def _gathered(waiting: list[tuple[Command, list[Any]]]) -> list[tuple[Command, list[list[Any]]]]:
    groups: list[tuple[Command, list[list[Any]]]] = []
    appending: dict[Command, list[list[Any]]] = {}
    adding: dict[Command, list[list[Any]]] = {}
    for command, arguments in waiting:
        if command.adds:
            adding.setdefault(command, []).append(arguments)
        elif command in appending:
            appending[command].append(arguments)
        elif groups and groups[-1][0] is command:
            groups[-1][1].append(arguments)
        else:
            groups.append((command, [arguments]))
            if command.appends:
                appending[command] = groups[-1][1]
    return [*groups, *adding.items()]
