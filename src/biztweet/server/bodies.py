"""Bodies: how much a request may bring, told before it is read."""

from collections.abc import Callable

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from biztweet.server.answers import send_error

Cap = Callable[[str], int]  # path -> bytes


class BodyCap:
    """ASGI middleware: a body beyond its path's cap is answered with 413.

    One that is declared is, before it is read; one that comes in chunks is, when it exceeds.
    """

    def __init__(self, app: ASGIApp, cap: Cap) -> None:
        self._app = app
        self._cap = cap

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = _declared(scope)
        if declared == 0:
            await self._app(scope, receive, send)
            return
        cap = self._cap(scope["path"])
        if declared is not None and declared > cap:
            await _too_large(scope, send, cap)
        else:
            await _Measured(scope, receive, send, cap).run(self._app)


class _Measured:
    """One request whose body is counted while it is read."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, cap: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._cap = cap
        self._read = 0
        self._started = False
        self._over = False

    async def run(self, app: ASGIApp) -> None:
        """Let the app answer, unless the body turns out too large."""
        try:
            await app(self._scope, self.receive, self.send)
        except ClientDisconnect:  # what Starlette makes of the end that it was told of
            if not self._over:
                raise

    async def receive(self) -> Message:
        """Pass the body on; once it is too large, the app hears that the client has gone."""
        if self._over:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._cap:
            self._over = True
            if not self._started:
                await _too_large(self._scope, self._send, self._cap)
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        """Pass the answer on, unless one was given."""
        if not self._over:
            self._started = True
            await self._send(message)


def _declared(scope: Scope) -> int | None:
    """The length of the body; None where it comes in chunks."""
    length = 0
    for name, value in scope["headers"]:
        if name == b"transfer-encoding":
            return None
        if name == b"content-length":
            length = int(value)
    return length


async def _too_large(scope: Scope, send: Send, cap: int) -> None:
    """Whoever waits to be asked for the body need not send it, so that connection cannot be used again."""
    awaits = any(name == b"expect" for name, _ in scope["headers"])
    close = [(b"connection", b"close")] if awaits else []
    await send_error(scope, send, 413, f"A request may bring at most {cap} bytes here", close)
