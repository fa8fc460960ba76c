"""Traffic: one request again and again on some connections, by wrk where it is installed, else by our own client."""

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from bench import client
from bench.rounds import Load

_SCRIPT = Path(__file__).with_name("wrk.lua")
_SECONDS_OVER = 30


class Ask(msgspec.Struct, frozen=True):
    """A request. `values` of `header` are taken in turn; `fresh` makes new ones for each round, for signatures."""

    url: str
    header: str = "X-Bench"
    values: Sequence[str] = ("-",)
    fresh: Callable[[], Sequence[str]] | None = None
    method: str = "GET"
    body: str = ""


class Refused(Exception):
    """Some answers were errors: what would be measured is not what was asked for."""


class _Result(msgspec.Struct, frozen=True):
    requests: int
    seconds: float
    failed: int
    p50_ms: float
    p99_ms: float


def measure(ask: Ask, connections: int, seconds: float, pid: int | None = None) -> Load:
    """Ask for `seconds`, each connection as fast as it is answered; `pid` is the server's.

    Raises Refused when an answer is an error.
    """
    values = ask.fresh() if ask.fresh else ask.values
    before = cpu_seconds(pid)
    by_wrk = seconds >= 1 and shutil.which("wrk")  # it knows whole seconds only
    result = _by_wrk(ask, values, connections, seconds) if by_wrk else None
    if result is None:
        result = _Result(*asyncio.run(client.run(_raw(ask, values), ask.url, connections, seconds)))
    if result.failed or not result.requests:
        raise Refused(f"{result.failed} of {result.requests} answers of {ask.url} were errors")
    cpu_us = (cpu_seconds(pid) - before) / result.requests * 1e6
    return Load(result.requests / result.seconds, result.p50_ms, result.p99_ms, cpu_us)


def cpu_seconds(pid: int | None) -> float:
    """What all threads of a process have worked so far."""
    if pid is None:
        return 0.0
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def _by_wrk(ask: Ask, values: Sequence[str], connections: int, seconds: float) -> _Result:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(values))
        file.flush()
        result = subprocess.run(
            [
                "wrk",
                *("--threads", "1", "--connections", str(connections), "--duration", f"{round(seconds)}s"),
                *("--script", str(_SCRIPT), ask.url, "--", file.name, ask.header, ask.method, ask.body),
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds + _SECONDS_OVER,
        )
    return msgspec.json.decode(result.stdout.splitlines()[-1], type=_Result)


def _raw(ask: Ask, values: Sequence[str]) -> list[bytes]:
    """The same requests as wrk would write them."""
    host, _, path = ask.url.removeprefix("http://").partition("/")
    body = ask.body.encode()
    kind = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
    length = f"Content-Length: {len(body)}\r\n" if body or ask.method != "GET" else ""
    return [
        f"{ask.method} /{path} HTTP/1.1\r\nHost: {host}\r\n{ask.header}: {value}\r\n{kind}{length}\r\n".encode() + body
        for value in values
    ]
