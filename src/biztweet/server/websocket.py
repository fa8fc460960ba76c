"""WebSockets: uvicorn's sans-io protocol, held to a few short text messages, and lent out for writing."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.http11 import Request

from biztweet.live.opening import TAKE_OVER
from biztweet.server.listener import VOUCH, Guarded, ListenerConfig
from biztweet.server.outlet import LAST_WORDS_SECONDS, FrameOutlet

_NO_BINARY = 1003  # "unsupported data"; codes: RFC 6455, 7.4.1
_NO_UTF8 = 1007  # "invalid frame payload data"
_TOO_MANY = 1008  # "policy violation"


class TextWebSocketProtocol(WebSocketsSansIOProtocol):
    """One WebSocket. Binary messages and more of them than a second allows end it; what does not end is cut off."""

    def __init__(
        self,
        config: ListenerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.close_timeout = LAST_WORDS_SECONDS
        self.visitor: Guarded | None = None  # the connection under whose name the listener knows this one
        self._listener = config.listener
        self._rate = config.listener.limits.websocket_messages_per_second
        self._allowance = 2.0 * self._rate
        self._heard_at = self.loop.time()

    def handle_connect(self, event: Request) -> None:
        """Answer the handshake; the app may take the connection over."""
        super().handle_connect(event)
        if self.response.status_code == 101:  # noqa: PLR2004  # "switching protocols"
            extensions = cast("dict[str, Any]", self.scope["extensions"])
            extensions |= {TAKE_OVER: self._take_over, VOUCH: self._vouch}

    def handle_bytes(self, event: Frame) -> None:
        """Binary messages say nothing here."""
        self.frames = []
        self.end(_NO_BINARY)

    def send_receive_event_to_app(self) -> None:
        """Hand a message to the app, unless they come too fast."""
        now = self.loop.time()
        self._allowance = min(2.0 * self._rate, self._allowance + (now - self._heard_at) * self._rate) - 1
        self._heard_at = now
        if self._allowance < 0:
            self.end(_TOO_MANY)
        elif not _is_text(b"".join(self.frames)):
            self.end(_NO_UTF8)  # what uvicorn does too, after filling the log with a traceback
        super().send_receive_event_to_app()

    def let_go(self) -> None:
        """The handshake's two heads are needed by nobody any more, and a stream stays for hours."""
        self.request.headers.clear()  # the library's parser keeps the request itself
        self.request = self.response = cast("Any", None)

    def end(self, code: int) -> None:
        """Send a close frame; the connection ends with the client's answer, or soon without it."""
        if self.close_sent or self.transport.is_closing():
            return
        if not self.handshake_complete:
            self.transport.abort()
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(LAST_WORDS_SECONDS, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """No pong came."""
        super().keepalive_timeout()
        self.loop.call_later(LAST_WORDS_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        """The server stops."""
        super().shutdown()
        self.loop.call_later(LAST_WORDS_SECONDS, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        super().connection_lost(exc)
        if self.visitor is not None:
            self._listener.leave(self.visitor)

    def _take_over(self) -> FrameOutlet:
        self._vouch()
        return FrameOutlet(self)

    def _vouch(self) -> None:
        """From now on the listener need not know of this connection, nor anybody of the one that it began as."""
        if self.visitor is not None:
            self._listener.leave(self.visitor)
            self.visitor = None


def _is_text(message: bytes) -> bool:
    try:
        message.decode()
    except UnicodeDecodeError:
        return False
    return True
