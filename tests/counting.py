"""Counts the statements that a company's database is asked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from biztweet.company import Company
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
