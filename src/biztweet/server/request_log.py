"""The request log: an id for every request, on its answer and in one line of JSON."""

import asyncio
import json
import random
import re
import time
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Log = Callable[[str, dict[str, Any]], None]

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_AGENT_CHARACTERS = 300
_FLUSH_SECONDS = 0.2
_HEADED = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})


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

    def __call__(self, event: str, entry: dict[str, Any]) -> None:
        """Write an entry."""
        milliseconds = time.time_ns() // 1_000_000
        second = milliseconds // 1_000
        if second != self._second:
            self._second = second
            self._time = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        stamp = f"{self._time}.{milliseconds % 1_000:03}Z"
        self._stream.write(_one_line({"timestamp": stamp, "level": "info", "event": event, **entry}))
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(_FLUSH_SECONDS, self._flush_now)

    def _flush_now(self) -> None:
        self._flush = None
        self._stream.flush()


class RequestLog:
    """ASGI middleware: sets `scope["state"]["request_id"]` and `X-Request-Id`, and logs each request when it is over.

    An id from outside is taken from trusted proxies only. Query strings are not logged: some clients put tokens there.
    `log` None: ids only.
    """

    def __init__(self, app: ASGIApp, log: Log | None) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        header = (b"x-request-id", request_id.encode())
        status = 500
        began = time.perf_counter()

        async def tell(message: Message) -> None:
            nonlocal status
            kind = message["type"]
            if kind in _HEADED:
                status = message.get("status", 101)
                message["headers"] = [*message.get("headers", ()), header]
            elif kind == "websocket.close" and status == 500:  # noqa: PLR2004  # no head was sent
                status = 403
            await send(message)

        try:
            await self._app(scope, receive, tell)
        finally:
            if self._log is not None:
                self._log("request", _entry(scope, request_id, status, time.perf_counter() - began))


def _request_id(scope: Scope) -> str:
    state = scope.setdefault("state", {})
    request_id = f"{random.getrandbits(64):016x}"  # a name, not a secret
    if "trusted_peer" in state:
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
                request_id = bytes(value).decode()
    state["request_id"] = request_id
    return request_id


def _entry(scope: Scope, request_id: str, status: int, seconds: float) -> dict[str, Any]:
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    raw_path = scope.get("raw_path") or scope["path"].encode()
    return {
        "request_id": request_id,
        "method": scope.get("method", "WEBSOCKET"),
        "path": raw_path.decode("latin-1"),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "client": (scope.get("client") or ("",))[0],
        "agent": agent[:_AGENT_CHARACTERS].decode("latin-1"),
    }


def _one_line(entry: dict[str, Any]) -> bytes:
    line = msgspec.json.encode(entry)
    if not line.isascii() or b"\x7f" in line:
        line = json.dumps(entry).replace("\x7f", "\\u007f").encode()
    return line + b"\n"
