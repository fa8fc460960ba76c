"""The request log: an id for every request, and one line of JSON when it is over."""

import asyncio
import json
import random
import re
import time
from collections.abc import Callable
from typing import BinaryIO

import msgspec
from starlette.types import Scope


class Entry(msgspec.Struct):
    """One line: what was asked, by whom, and how it ended."""

    timestamp: str
    level: str
    event: str
    request_id: str
    method: str
    path: str
    status: int
    ms: float
    client: str
    agent: str


Log = Callable[[Entry], None]

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_AGENT_CHARACTERS = 300
_FLUSH_SECONDS = 0.2


class JsonLines:
    """Writes one line of JSON an entry; nothing in it can break the line or colour a screen.

    In the shape of all our logs, and not through structlog: at 10,000 requests a second its way of making a line would
    cost more than answering. What is written is flushed a moment later, in one go.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._second = 0
        self._time = ""
        self._flush: asyncio.TimerHandle | None = None

    def __call__(self, entry: Entry) -> None:
        """Write an entry, with the time of now."""
        milliseconds = time.time_ns() // 1_000_000
        second = milliseconds // 1_000
        if second != self._second:
            self._second = second
            self._time = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        entry.timestamp = f"{self._time}.{milliseconds % 1_000:03}Z"
        self._stream.write(_one_line(entry))
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(_FLUSH_SECONDS, self._flush_now)

    def _flush_now(self) -> None:
        self._flush = None
        self._stream.flush()


def request_id_of(scope: Scope) -> str:
    """A new id for a request, or the one that a trusted proxy gave it."""
    if "trusted_peer" in scope["state"]:
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
                return bytes(value).decode()
    return f"{random.getrandbits(64):016x}"  # a name, not a secret


def entry_of(scope: Scope, status: int, seconds: float) -> Entry:
    """What the log says of a request that is over; no query string, since some clients put tokens there."""
    agent = dict(scope["headers"]).get(b"user-agent", b"")
    client = scope.get("client")
    return Entry(
        timestamp="",
        level="info",
        event="request",
        request_id=scope["state"]["request_id"],
        method=scope.get("method", "WEBSOCKET"),
        path=(scope.get("raw_path") or scope["path"].encode()).decode("latin-1"),
        status=status,
        ms=int(seconds * 10_000) / 10,
        client=client[0] if client else "",
        agent=agent[:_AGENT_CHARACTERS].decode("latin-1"),
    )


def _one_line(entry: Entry) -> bytes:
    line = msgspec.json.encode(entry)
    if not line.isascii() or b"\x7f" in line:
        line = json.dumps(msgspec.structs.asdict(entry)).replace("\x7f", "\\u007f").encode()
    return line + b"\n"
