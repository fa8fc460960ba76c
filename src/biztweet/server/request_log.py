"""The request log: an id for every request, on its answer and in one line of JSON."""

import json
import random
import re
import time
from typing import Any, BinaryIO

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_AGENT_CHARACTERS = 300
_HEADED = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})


def json_lines(stream: BinaryIO) -> FilteringBoundLogger:
    """A logger that writes one line of JSON an entry; nothing in it can break the line or colour a screen."""
    logger: FilteringBoundLogger = structlog.wrap_logger(
        structlog.BytesLogger(stream),
        processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), _one_line],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    )
    return logger


class RequestLog:
    """ASGI middleware: sets `scope["state"]["request_id"]` and `X-Request-Id`, and logs each request when it is over.

    An id from outside is taken from trusted proxies only. Query strings are not logged: some clients put tokens there.
    `log` None: ids only.
    """

    def __init__(self, app: ASGIApp, log: FilteringBoundLogger | None) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        header = (b"x-request-id", request_id.encode())
        status = 500
        began = time.perf_counter()

        async def tell(message: Message) -> None:
            nonlocal status
            if message["type"] in _HEADED:
                status = message.get("status", 101)
                message["headers"] = [*message.get("headers", ()), header]
            elif message["type"] == "websocket.close" and status == 500:  # noqa: PLR2004  # no head was sent
                status = 403
            await send(message)

        try:
            await self._app(scope, receive, tell)
        finally:
            if self._log is not None:
                self._log.info("request", **_entry(scope, request_id, status, time.perf_counter() - began))


def _request_id(scope: Scope) -> str:
    if scope.get("state", {}).get("trusted_peer"):
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
                return bytes(value).decode()
    return f"{random.getrandbits(64):016x}"  # a name, not a secret


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
        "agent": agent.decode("latin-1")[:_AGENT_CHARACTERS],
    }


def _one_line(_logger: object, _method: str, entry: Any) -> bytes:  # noqa: ANN401  # structlog's event dictionary
    return json.dumps(entry).replace("\x7f", "\\u007f").encode()
