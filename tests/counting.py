"""Counts the statements that a company's database is asked."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from biztweet.company import Company
from biztweet.ports.sql import Engine, Session
from biztweet.ports.sql.statement import Query


class Count:
    """How many reads were asked so far."""

    def __init__(self) -> None:
        self.reads = 0


@contextmanager
def counted_reads(company: Company) -> Iterator[Count]:
    """Count the reads of the test's own task while the block runs: the relay reads the log beside it."""
    count, engine, ours = Count(), company.db.engine, asyncio.current_task()
    rows, lookup = engine.rows, engine.lookup

    async def counting_rows(query: Query[Any], values: dict[str, Any]) -> list[Any]:
        count.reads += asyncio.current_task() is ours
        return await rows(query, values)

    async def counting_lookup(query: Query[Any], values: dict[str, Any]) -> list[Any]:
        count.reads += asyncio.current_task() is ours and engine.dialect == "sqlite"  # PostgreSQL's asks `rows`
        return await lookup(query, values)

    engine.rows, engine.lookup = counting_rows, counting_lookup  # type: ignore[method-assign]
    try:
        yield count
    finally:
        engine.rows, engine.lookup = rows, lookup  # type: ignore[method-assign]


@contextmanager
def asked_within_writes(engine: Engine) -> Iterator[list[Query[Any]]]:
    """The queries that are asked within transactions while the block runs."""
    asked: list[Query[Any]] = []
    write = engine.write

    async def watched(batch: Callable[[Session], Awaitable[None]], *, savepoints: bool) -> None:
        async def run(session: Session) -> None:
            rows = session.rows

            async def counting(query: Query[Any], values: dict[str, Any]) -> list[Any]:
                asked.append(query)
                return await rows(query, values)

            session.rows = counting  # type: ignore[method-assign]
            await batch(session)

        await write(run, savepoints=savepoints)

    engine.write = watched  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        engine.write = write  # type: ignore[method-assign]
