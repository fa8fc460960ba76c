"""Protocol: HTTP/1.1 with one reading of every request, limits to its size and time, and a way out for streams."""

import asyncio
import enum

import httptools

from biztweet.live.opening import TAKE_OVER
from biztweet.server.connection import WatchedProtocol
from biztweet.server.framing import Refused, check
from biztweet.server.listener import VOUCH
from biztweet.server.websocket import TextWebSocketProtocol
from biztweet.whole import WHOLE

_PIPELINED = 16  # requests that wait for their turn on one connection
_OVERHEAD_BYTES = 64 * 1024  # of chunk sizes, extensions and trailers, beyond the fair share below
_OVERHEAD_SHARE = 16  # a body in chunks of one byte is six times as long on the wire


class _Stage(enum.Enum):
    """Where in a request the bytes that arrive belong."""

    between = enum.auto()
    head = enum.auto()
    body = enum.auto()


_BETWEEN, _HEAD, _BODY = _Stage


class GuardedProtocol(WatchedProtocol):
    """One connection. What cannot be read in one way only, or takes too much or too long, is refused, and ends it.

    Two functions stand in each scope's extensions: `TAKE_OVER` hands the connection over to a stream, `VOUCH` says that
    somebody we know is on it. `WHOLE` says that an answer may come in one message.
    """

    _stage = _BETWEEN
    _arrived_bytes = 0  # in the last piece
    _head_bytes = 0  # of the pieces since the head began
    _head_watched = False
    _wire_bytes = 0  # of the body, as it came
    _body_bytes = 0
    _has_body = False
    _looked_at = 0.0  # when the body's pace was looked at, and how much of it was here
    _looked_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody came; the time for their first request runs."""
        super().connection_made(transport)
        self._extensions = {TAKE_OVER: self.take_over, VOUCH: self.vouch, WHOLE: None}
        if not self.deaf:
            self._begin_head()
            self._watch_head()

    def data_received(self, data: bytes) -> None:
        """Read on; a request that is refused is the connection's last."""
        if self.deaf:
            return
        self._unset_keepalive_if_required()
        self._arrived_bytes = size = len(data)
        if self._stage is _BETWEEN:
            self._begin_head()
        if self._stage is _HEAD:
            self._head_bytes += size
        else:
            self._wire_bytes += size
        try:
            self.parser.feed_data(data)
            if self._stage is not _BETWEEN:
                self._check_size()
        except httptools.HttpParserUpgrade:
            self._upgrade()
        except httptools.HttpParserError as error:
            cause = error.__context__
            self._refuse(cause if isinstance(cause, Refused) else Refused(400, "This is no HTTP request"))
        except Refused as refused:
            self._refuse(refused)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        if self._stage is not _HEAD:
            self._begin_head()
        self.scope["extensions"] = self._extensions.copy()  # type: ignore[typeddict-item]  # functions are allowed

    def on_headers_complete(self) -> None:
        """The head is here: refuse it, or start the app."""
        limits = self.listener.limits
        if len(self.headers) > limits.head_lines or self._arrived_bytes + self._head_bytes > limits.head_bytes:
            self._measure_head()
        self._has_body = check(self.parser.get_method, self.parser.get_http_version(), self.url, self.headers)
        if len(self.pipeline) >= _PIPELINED or (self.parser.should_upgrade() and self.answering):
            raise Refused(400, "Wait for an answer before asking more")
        super().on_headers_complete()
        if not self.parser.should_upgrade():
            self.headers = []  # what comes after the body must not pass for a part of the head
        self._stage = _BODY
        if self._has_body or self._head_watched:
            self._begin_body()

    def on_body(self, body: bytes) -> None:
        """Hand on a part of the body; what follows an answer already given is read only so that it can be read."""
        self._body_bytes += len(body)
        if self.cycle.response_complete and self._body_bytes > self.listener.limits.unread_bytes:
            self.hang_up()
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here."""
        self._stage = _BETWEEN
        super().on_message_complete()
        if self._has_body:
            self.listener.bodies.stop(self)
            if self.cycle.response_complete and not self.transport.is_closing():
                self._unset_keepalive_if_required()
                self.timeout_keep_alive_task = self.loop.call_later(
                    self.timeout_keep_alive, self.timeout_keep_alive_handler
                )

    def head_late(self) -> None:
        """The time for a head is over: a word to whoever began one, none to whoever only held the line."""
        if self._head_bytes:
            self._refuse(Refused(408, "The request did not arrive in time"))
        else:
            self.hang_up()

    def body_late(self) -> None:
        """Look how a body comes along: it may take longer while it comes fast, or while it is we who do not read."""
        seconds = self.loop.time() - self._looked_at
        came = self._body_bytes - self._looked_bytes
        if self.flow.read_paused or came >= seconds * self.listener.limits.body_bytes_per_second:
            self._looked_at += seconds
            self._looked_bytes += came
            self.listener.bodies.start(self)
        else:
            self._refuse(Refused(408, "The request's body did not arrive in time"))

    def _begin_head(self) -> None:
        self._stage = _HEAD
        self._head_bytes = 0

    def _watch_head(self) -> None:
        if not self._head_watched:
            self._head_watched = True
            self.listener.heads.start(self)

    def _begin_body(self) -> None:
        if self._head_watched:
            self._head_watched = False
            self.listener.heads.stop(self)
        if self._has_body:
            self._wire_bytes = self._body_bytes = self._looked_bytes = 0
            self._looked_at = self.loop.time()
            self.listener.bodies.start(self)

    def _measure_head(self) -> None:
        """The pieces in which it came are long; they may hold other things, too."""
        limits = self.listener.limits
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if len(self.headers) > limits.head_lines or size > limits.head_bytes:
            raise Refused(431, "The request's head is too long")

    def _check_size(self) -> None:
        """Of what is not complete yet."""
        if self._stage is _HEAD:
            self._watch_head()
            if self._head_bytes > self.listener.limits.head_bytes:
                raise Refused(431, "The request's head is too long")
        elif self._wire_bytes > _OVERHEAD_BYTES + _OVERHEAD_SHARE * self._body_bytes:
            raise Refused(400, "The body is mostly wrapping")

    def _upgrade(self) -> None:
        """Become a WebSocket; any other protocol is not spoken, and the answer in this one is the last."""
        self.deaf = True
        if self._should_upgrade():
            self.handle_websocket_upgrade()
            protocol = self.transport.get_protocol()
            if isinstance(protocol, TextWebSocketProtocol):
                protocol.visitor = self
            self.let_go()
        elif self.answering:
            self.cycle.keep_alive = False

    def let_go(self) -> None:
        """Nothing is read here any more, so nobody is handed anything."""
        super().let_go()
        self._extensions = {}

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing to log: whoever asks for another protocol is answered in this one."""

    def _refuse(self, refused: Refused) -> None:
        """End the connection, with an answer if none is being given: one that is will be the last."""
        self.deaf = True
        if self._stage is not _BODY:
            if not self.answering:
                self.end_with(refused)
        elif self.pipeline:
            self.pipeline.popleft()
            self.cycle.response_complete = True  # it never will be answered; those before it are
        elif self.cycle.response_started:
            self.hang_up()
        else:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.end_with(refused)
