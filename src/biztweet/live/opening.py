"""Openings: how a request becomes an open stream, in plain ASGI.

A server may put a function under `TAKE_OVER` into the scope's extensions: it hands over the connection, which is then
written to directly. Without one the same goes through `send`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from types import TracebackType
from typing import Any, Protocol, Self

from biztweet.live.frames import websocket_texts
from biztweet.live.sending import Message, Send, SendingOutlet
from biztweet.live.stream import Outlet

TAKE_OVER = "biztweet.outlet"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Header = tuple[bytes, bytes]

_REPLAY_BYTES = 64 * 1024  # beyond it a reader of old events is waited for
_LOOK_SECONDS = 0.05


class Connection(Outlet, Protocol):
    """An outlet before and after the head of the answer is sent."""

    def begin(self) -> None:
        """The head is sent: what is written from now on belongs to the stream."""

    async def finish(self) -> None:
        """Wait for what has to be sent by us."""


class WebSocket(Protocol):
    """What we need of the web framework's WebSocket."""

    @property
    def scope(self) -> Scope:
        """The ASGI scope."""

    async def accept(self, subprotocol: str | None = None, headers: Iterable[Header] | None = None) -> None:
        """Answer the handshake."""

    async def send(self, message: Message) -> None:
        """Send one ASGI message."""


class _Opening:
    """The end of both kinds: what is still open is closed when the block is left."""

    outlet: Connection
    _begun = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._begun:
            self.outlet.close(1000)
            await self.outlet.finish()

    async def breathe(self, patience_seconds: float = 30.0) -> None:
        """Wait, between pages of old events, until the reader has taken most of them; one who does not is cut off."""
        waited = 0.0
        while self.outlet.buffered_bytes() > _REPLAY_BYTES and not self.outlet.closed:
            if waited >= patience_seconds:
                self.outlet.abort()
            await asyncio.sleep(_LOOK_SECONDS)
            waited += _LOOK_SECONDS


class HttpOpening(_Opening):
    """A request that is answered by an endless body. Nothing is sent before `start`."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._only_head = scope["method"] == "HEAD"
        take_over = scope.get("extensions", {}).get(TAKE_OVER)
        if take_over is None or self._only_head:
            self.outlet = SendingOutlet(send, lambda data: [_body(data)], lambda _code: _body(b"", more=False))
        else:
            self.outlet = take_over()

    async def start(self, headers: Iterable[Header], status: int = 200) -> None:
        """Send the head; whoever asked for nothing more gets nothing more."""
        every = [*headers, (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"), (b"connection", b"close")]
        await self._send({"type": "http.response.start", "status": status, "headers": every})
        self._begun = True
        self.outlet.begin()
        if self._only_head:
            self.outlet.close()

    async def wait_closed(self) -> None:
        """Return when the reader has gone or we have ended the stream."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


class WebSocketOpening(_Opening):
    """A WebSocket handshake. Nothing is sent before `accept`; messages from the client are read as ever."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        take_over = websocket.scope.get("extensions", {}).get(TAKE_OVER)
        if take_over is None:
            self.outlet = SendingOutlet(websocket.send, _texts, _goodbye)
        else:
            self.outlet = take_over()

    async def accept(self, subprotocol: str | None = None) -> None:
        """Answer the handshake; `subprotocol` is one that the client offered, or None."""
        await self._websocket.accept(subprotocol=subprotocol)
        self._begun = True
        self.outlet.begin()


class Streaming:
    """What a handler returns for an endless answer: `serve` opens the stream, starts it and stays until it is closed.

    Whatever `serve` raises before `start` is answered like any other error.
    """

    def __init__(self, serve: Callable[[HttpOpening], Awaitable[None]]) -> None:
        self._serve = serve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        async with HttpOpening(scope, receive, send) as opening:
            await self._serve(opening)


def _body(data: bytes, *, more: bool = True) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


def _texts(frames: bytes) -> Iterable[Message]:
    return ({"type": "websocket.send", "text": text} for text in websocket_texts(frames))


def _goodbye(code: int) -> Message:
    return {"type": "websocket.close", "code": code}
