"""Middleware: what each request passes on its way to the app: its id, its size, its place, and the log at its end.

One layer for the four of them, and none of it a coroutine that the common request does not need: all of the API's
answers pay for what stands here.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from biztweet.server.admission import AdmissionLimits, Full, Gate
from biztweet.server.answers import send_error
from biztweet.server.proxies import Proxies, Trust
from biztweet.server.request_log import Log, entry_of, request_id_of

Cap = Callable[[str], int]  # path -> bytes

BODY_BYTES = 256 * 1024
"""What a call of the API or a form of a page may bring, pictures aside."""

_HEALTH = frozenset({"/healthz", "/readyz", "/metrics"})
_BODILESS = frozenset({"GET", "HEAD", None})  # what they bring is not read; a WebSocket has no method


def within_limits(
    app: ASGIApp,
    *,
    trust: Trust,
    cap: Cap = lambda _path: BODY_BYTES,
    admission: AdmissionLimits | None = None,
    log: Log | None = None,
) -> ASGIApp:
    """The app behind trusted proxies and a middleware; `cap` tells how many bytes a path may bring.

    Checks of health are answered however busy the server is.
    """
    middleware = RequestMiddleware(app, Gate(admission or AdmissionLimits()), cap, log)
    return Proxies(middleware, trust) if trust else middleware


class RequestMiddleware:
    """ASGI middleware. A request takes a place until its answer begins, so open streams and downloads take none.

    `scope["state"]["request_id"]` is its id, and `X-Request-Id` of every answer. Bodies beyond the cap are answered
    with 413 (declared ones before they are read), whoever finds no place with 503.
    """

    def __init__(self, app: ASGIApp, gate: Gate, cap: Cap, log: Log | None) -> None:
        self._app = app
        self._gate = gate
        self._cap = cap
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        visit = _Visit(scope, receive, send, self._gate)
        try:
            if scope.get("method") in _BODILESS:
                if visit.enter_now() or await visit.enter():
                    await self._app(scope, receive, visit.send)
            else:
                await self._take_in(visit)
        except Exception:  # the outermost edge: whoever asked gets an answer with the request's id, the log the reason
            await visit.send_broken()
            raise
        finally:
            visit.leave()
            if self._log is not None:
                self._log(entry_of(scope, visit.status, time.perf_counter() - visit.began))

    async def _take_in(self, visit: "_Visit") -> None:
        """A request that may bring something."""
        visit.cap = self._cap(visit.scope["path"])
        declared = _declared(visit.scope)
        if declared is not None and declared > visit.cap:
            await visit.send_too_large()
        elif visit.enter_now() or await visit.enter():
            try:
                await self._app(visit.scope, visit.receive, visit.send)
            except ClientDisconnect:  # what Starlette makes of the end that it was told of
                if not visit.over:
                    raise


class _Visit:
    """One request: its answer's status, its place, how much it has brought."""

    __slots__ = (
        "_answered",
        "_body_is_here",
        "_gate",
        "_inside",
        "_read",
        "_receive",
        "_send",
        "began",
        "cap",
        "over",
        "scope",
        "status",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send, gate: Gate) -> None:
        self.scope = scope
        self.status = 500
        self.began = time.perf_counter()
        self.cap = 0
        self.over = False
        self._receive = receive
        self._send = send
        self._gate = gate
        self._answered = False
        self._inside = False
        self._read = 0
        self._body_is_here = False
        state = scope.setdefault("state", {})
        state["request_id"] = request_id_of(scope)

    def enter_now(self) -> bool:
        """Take a place if one is free, or none is needed."""
        if self.scope["path"] in _HEALTH:
            return True
        self._inside = self._gate.enter_now()
        return self._inside

    async def enter(self) -> bool:
        """Wait for a place; False when there is none, and the client is told."""
        try:
            await self._gate.enter()
        except Full as full:
            retry = (b"retry-after", b"%d" % full.retry_after_seconds)
            await send_error(self.scope, self.send, 503, "The server is busy", [retry])
            return False
        self._inside = True
        return True

    def leave(self) -> None:
        """Give up the place, if it has one."""
        if self._inside:
            self._inside = False
            self._gate.leave()

    def send(self, message: Message) -> Awaitable[None]:
        """Pass the answer on; when it begins the work is done. Nothing follows one that we gave ourselves."""
        if self.over:
            return asyncio.sleep(0)
        kind = message["type"]
        if kind not in ("http.response.body", "websocket.send"):
            self._begin_answer(kind, message)
        return self._send(message)

    async def receive(self) -> Message:
        """Pass the body on, and wait for it without a place; of one too large the app hears that the client went."""
        if self.over:
            return {"type": "http.disconnect"}
        steps_out = self._inside and not self._body_is_here
        if steps_out:
            self.leave()
        message = await self._receive()
        self._body_is_here = not message.get("more_body", False)
        self._read += len(message.get("body", b""))
        if self._read > self.cap:
            await self.send_too_large()
            return {"type": "http.disconnect"}
        if steps_out:
            await self._gate.come_back()
            self._inside = True
        return message

    async def send_too_large(self) -> None:
        """Refuse the body; whoever waits to be asked for it need not send it, so that ends the connection."""
        if not self._answered:
            awaits = any(name == b"expect" for name, _ in self.scope["headers"])
            close = [(b"connection", b"close")] if awaits else []
            await send_error(self.scope, self.send, 413, f"A request may bring at most {self.cap} bytes here", close)
        self.over = True

    async def send_broken(self) -> None:
        """Say that the fault is ours, unless an answer has begun."""
        if not self._answered and self.scope["type"] == "http":
            await send_error(self.scope, self.send, 500, "Something broke on our side")

    def _begin_answer(self, kind: str, message: Message) -> None:
        self.leave()
        self._answered = True
        if kind == "websocket.close":
            self.status = 403 if self.status == 500 else self.status  # noqa: PLR2004  # closed before it was accepted
        else:
            self.status = message.get("status", 101)
            request_id = self.scope["state"]["request_id"].encode()
            message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id)]


def _declared(scope: Scope) -> int | None:
    """The length of the body; None where it comes in chunks."""
    headers = dict(scope["headers"])
    return None if b"transfer-encoding" in headers else int(headers.get(b"content-length", b"0"))
