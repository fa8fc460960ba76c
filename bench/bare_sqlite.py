"""Bare SQLite: a plain loop of the statements of a post, with the product's own driver, journal and fsyncs."""

import time
from pathlib import Path

import apsw

from bench import crowd, statements
from bench.rounds import Load
from bench.statements import Statement


def measure(path: Path, posts_a_transaction: int, seconds: float) -> Load:
    """Store posts for so long; `p50` and `p99` are of a whole transaction."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    [(last_id, position)] = connection.execute("SELECT last_id, last_position FROM counters")
    waits: list[float] = []
    stored = 0
    began = now = time.perf_counter()
    while now - began < seconds:
        connection.execute("BEGIN IMMEDIATE")
        _ask(connection, statements.before())
        for _ in range(posts_a_transaction):
            last_id, position = max(last_id, crowd.LAST_ID) + 1, position + 1
            for statement in statements.of_post(position, last_id):
                _ask(connection, statement)
        _ask(connection, statements.after(last_id, position))
        connection.execute("COMMIT")
        stored += posts_a_transaction
        waits.append(time.perf_counter() - now)
        now = time.perf_counter()
    connection.close()
    waits.sort()
    return Load(stored / (now - began), waits[len(waits) // 2] * 1e3, waits[len(waits) * 99 // 100] * 1e3)


def _ask(connection: apsw.Connection, statement: Statement) -> None:
    command, values = statement
    compiled = command.compiled("sqlite")
    connection.execute(compiled.sql, compiled.arguments(values)).fetchall()
