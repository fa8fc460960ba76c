"""Start: how long `biztweet serve` takes to answer, and what it holds when idle."""

import statistics
import time
from pathlib import Path

from bench.plan import Plan
from bench.running import SIDES, Servers, company, memory_of
from bench.table import Group, Row
from biztweet.settings import Settings
from tests.running import RunningServer

_SETTLE_SECONDS = 1.0


def run(plan: Plan, servers: Servers | None) -> Group:
    """The command itself, with few posts and with many."""
    rows: list[Row] = []
    for side in plan.sides:
        if side == "sqlite":
            rows += _empty(plan, servers)
        for count, most in ((min(plan.sizes), 1.0), (plan.posts, 2.0)):
            with company(side, count, servers) as (settings, folder):
                rows += _measured(plan, f"{SIDES[side]}, {count:,} posts", settings, folder, most)
    return Group(
        "start",
        "`biztweet serve` from the command to the first answer",
        "The command line with everything it checks; the median of some starts. Memory is the proportional set size "
        "a second after the first answer.",
        rows,
    )


def _empty(plan: Plan, servers: Servers | None) -> list[Row]:
    with company("sqlite", min(plan.sizes), servers) as (settings, folder):
        (settings.data / "biztweet.db").unlink()
        server = RunningServer(settings, folder)
        seconds, _ = _start(server)
        first = Row("SQLite, first start ever, tables made, in s", f"{seconds:.2f} s", "–", seconds)
        return [first, *_measured(plan, "SQLite, empty", settings, folder, 1.0)]


def _measured(plan: Plan, what: str, settings: Settings, folder: Path, most_seconds: float) -> list[Row]:
    starts = [_start(RunningServer(settings, folder)) for _ in range(plan.starts)]
    seconds = statistics.median(seconds for seconds, _ in starts)
    memory = statistics.median(memory for _, memory in starts)
    return [
        Row(f"{what}: start, in s", f"{seconds:.2f} s", "–", seconds, target="T8", at_most=most_seconds),
        Row(f"{what}: idle memory, in MB", f"{memory / 1e6:.0f} MB", "–", memory / 1e6, target="T8", at_most=120),
    ]


def _start(server: RunningServer) -> tuple[float, float]:
    """Seconds to the first answer, and bytes held a little later."""
    began = time.perf_counter()
    server.start()
    try:
        seconds = time.perf_counter() - began
        time.sleep(_SETTLE_SECONDS)
        assert server._process is not None
        return seconds, memory_of(server._process.pid)
    finally:
        server.stop()
