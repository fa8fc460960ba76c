"""Outlets straight to the transport: what is written costs one call, no task and no queue."""

import asyncio
from collections.abc import Callable
from typing import Protocol

LAST_WORDS_SECONDS = 5.0


def close_soon(transport: asyncio.Transport) -> None:
    """Close after what is written; whoever does not take it within seconds is cut off."""
    transport.close()
    asyncio.get_running_loop().call_later(LAST_WORDS_SECONDS, transport.abort)


class Chunk:
    """The last bytes that somebody was sent as a chunk, and that chunk: the next thousand are sent the same."""

    __slots__ = ("data", "wrapped")

    def __init__(self) -> None:
        self.data = b""
        self.wrapped = b""


class ChunkedOutlet:
    """The body of an HTTP/1.1 answer whose head, with `Transfer-Encoding: chunked`, went through ASGI.

    `taken_over` is called once, when the head is sent; `last` is shared by all outlets of the process.
    """

    __slots__ = ("_begun", "_ended", "_last", "_send", "_taken_over", "_transport", "buffered_bytes")

    def __init__(self, transport: asyncio.Transport, taken_over: Callable[[], None], last: Chunk) -> None:
        self._transport = transport
        self._send = transport.write
        self.buffered_bytes = transport.get_write_buffer_size  # what the network has not taken yet
        self._taken_over = taken_over
        self._last = last
        self._begun = False
        self._ended = False

    @property
    def closed(self) -> bool:
        """The reader went, or we ended it."""
        return self._transport.is_closing()

    def begin(self) -> None:
        """The head is sent."""
        self._begun = True
        self._taken_over()

    def write(self, data: bytes) -> None:
        """Write one chunk."""
        last = self._last
        if data is not last.data:
            last.data = data
            last.wrapped = b"%x\r\n%b\r\n" % (len(data), data) if data else b""
        if not self._ended:
            try:
                self._send(last.wrapped)
            except RuntimeError:  # the transport is gone; asking it before each write would cost more
                self._ended = True

    def close(self, code: int = 1001) -> None:
        """End the body, and with it the connection."""
        if not self._transport.is_closing():
            if self._begun:
                self._transport.write(b"0\r\n\r\n")
            close_soon(self._transport)
        self._ended = True

    def abort(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    async def finish(self) -> None:
        """Nothing is left to be sent by us."""


class WebSocketConnection(Protocol):
    """What looks after a WebSocket: handshake, pings, the client's messages, the end."""

    transport: asyncio.Transport
    close_sent: bool

    def end(self, code: int) -> None:
        """Send a close frame, and see that the connection ends."""

    def let_go(self) -> None:
        """The handshake is answered: what only that needs is given back."""


class FrameOutlet:
    """A WebSocket, written to in whole unmasked frames beside the protocol that looks after it."""

    __slots__ = ("_is_closing", "_protocol", "_send", "_transport", "buffered_bytes")

    def __init__(self, protocol: WebSocketConnection) -> None:
        self._protocol = protocol
        self._transport = protocol.transport
        self._is_closing = protocol.transport.is_closing
        self._send = protocol.transport.write
        self.buffered_bytes = protocol.transport.get_write_buffer_size  # what the network has not taken yet

    @property
    def closed(self) -> bool:
        """The reader went, or a close frame is sent."""
        return self._protocol.close_sent or self._transport.is_closing()

    def begin(self) -> None:
        """The handshake is answered."""
        self._protocol.let_go()

    def write(self, data: bytes) -> None:
        """Write whole frames."""
        if data and not self._protocol.close_sent and not self._is_closing():
            self._send(data)

    def close(self, code: int = 1001) -> None:
        """Send a close frame; the connection ends with the client's answer, or soon without it."""
        self._protocol.end(code)

    def abort(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    async def finish(self) -> None:
        """Nothing is left to be sent by us."""
