"""Connection: uvicorn's HTTP/1.1 connection under its listener's eyes: who comes, who stalls, and how one is ended."""

import asyncio
from collections import deque
from typing import Any, cast
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from biztweet.server.cycle import Cycle
from biztweet.server.framing import Refused
from biztweet.server.listener import ListenerConfig
from biztweet.server.outlet import ChunkedOutlet, close_soon
from biztweet.server.refusal import answer

_NOTHING_WAITS: deque[Any] = deque(maxlen=0)


class WatchedProtocol(HttpToolsProtocol):
    """A connection that its listener knows of. Once it is deaf, what arrives is dropped.

    It becomes deaf when it is refused, upgraded or taken over.
    """

    def __init__(
        self,
        config: ListenerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.listener = config.listener
        self.deaf = False
        self._taken = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody came."""
        super().connection_made(transport)
        if not self.listener.enter(self, self.client[0] if self.client else None):
            self.end_with(Refused(503, "Too many connections from this address"))

    def connection_lost(self, exc: Exception | None) -> None:
        """They went."""
        super().connection_lost(exc)
        self.listener.leave(self)

    def pause_writing(self) -> None:
        """The reader does not keep up."""
        super().pause_writing()
        if not self._taken:  # the hub looks after its own
            self.listener.stalls.start(self)

    def resume_writing(self) -> None:
        """The reader is back."""
        super().resume_writing()
        self.listener.stalls.stop(self)

    def on_headers_complete(self) -> None:
        """A request's head is here: start the app, or queue it behind the one before. As uvicorn does, in our cycle."""
        version = self.parser.get_http_version()
        scope = self.scope
        scope["method"] = self.parser.get_method().decode("ascii")
        if version != "1.1":
            scope["http_version"] = version
        if self.parser.should_upgrade() and self._should_upgrade():
            return
        url = httptools.parse_url(self.url)
        path = url.path.decode("ascii")
        scope["path"] = unquote(path) if "%" in path else path
        scope["raw_path"] = url.path
        scope["query_string"] = url.query or b""
        waits = self.answering
        self.cycle = cycle = Cycle(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=version != "1.0" and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )
        if waits:
            self.flow.pause_reading()
            self.pipeline.appendleft((cycle, self.app))
        else:
            self._start_asgi_task(cycle, self.app)

    def on_response_complete(self) -> None:
        """A request is answered."""
        super().on_response_complete()
        if self.deaf and not self._taken and not self.answering and not self.transport.is_closing():
            close_soon(self.transport)
        if self.transport.is_closing() and self.transport.get_write_buffer_size():
            self.listener.stalls.start(self)

    @property
    def answering(self) -> bool:
        """A request has come, and its answer is not complete."""
        cycle = cast("Cycle | None", self.cycle)
        return cycle is not None and not cycle.response_complete

    @property
    def waiting(self) -> bool:
        """Nothing is being answered on it."""
        return not self.deaf and not self.answering

    def head_late(self) -> None:
        """The time for a request's head is over."""
        raise NotImplementedError

    def body_late(self) -> None:
        """It is time to look how a request's body comes along."""
        raise NotImplementedError

    def stalled(self) -> None:
        """The reader leaves its answer untouched."""
        self.transport.abort()

    def hang_up(self) -> None:
        """End it now."""
        self.deaf = True
        self.transport.abort()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked."""
        if not self.transport.is_closing():
            close_soon(self.transport)

    def take_over(self) -> ChunkedOutlet:
        """Lend the connection to a stream, once the head of the answer is sent."""
        return ChunkedOutlet(self.transport, self._taken_over, self.listener.chunk)

    def vouch(self) -> None:
        """Somebody we know is on this connection."""
        self.listener.vouch(self)

    def end_with(self, refused: Refused) -> None:
        """Write a refusal and end the connection."""
        self.deaf = True
        self.listener.leave(self)
        if self.transport.is_closing():
            return
        self.transport.write(answer(refused, self.server_state.default_headers))
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.listener.farewells.start(self)  # what is still on its way is read and dropped, lest the answer be lost
        else:
            close_soon(self.transport)

    def let_go(self) -> None:
        """Nothing is read here any more: what that needs is given back, since streams stay for hours."""
        self.parser = self.scope = cast("Any", None)  # circles, which the collector would find late
        self.pipeline = _NOTHING_WAITS

    def _taken_over(self) -> None:
        self._taken = True
        self.deaf = True
        self.listener.leave(self)
        self.let_go()
