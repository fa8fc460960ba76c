"""Run: serve a site until told to stop, then say goodbye and end within seconds."""

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from types import FrameType

import msgspec
import uvloop
from starlette.types import ASGIApp
from uvicorn import Server
from uvicorn.config import STARTUP_FAILURE

from biztweet.server.listener import Listener, ListenerConfig, ListenerLimits
from biztweet.server.protocol import GuardedProtocol
from biztweet.server.sockets import Address, listen, port_of
from biztweet.server.tls import TlsFiles
from biztweet.server.websocket import TextWebSocketProtocol
from biztweet.server.workers import supervise

_WEBSOCKET_BYTES = 64 * 1024
_BACKLOG = 8_192
_GRACE_SECONDS = 12
_TLS_BYE_SECONDS = 5
_GARBAGE = (20_000, 20, 50)  # objects, and rounds between fuller collections: full ones cost 0.7 s at 7,000 connections


async def _nothing() -> None:
    pass


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What is served. At the stop `leaving` is called first (readiness off), then `goodbye` ends the open streams."""

    app: ASGIApp
    leaving: Callable[[], None] = lambda: None
    goodbye: Callable[[], Awaitable[None]] = _nothing


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how a site is served. `exempt`: addresses (trusted proxies) that may hold any number of connections."""

    address: Address
    tls: TlsFiles | None = None
    limits: ListenerLimits = ListenerLimits()
    exempt: Callable[[str], bool] = lambda _address: False
    grace_seconds: int = _GRACE_SECONDS
    announce: Callable[[str], None] = lambda _url: None
    """Called once with the site's URL when it answers."""


def serve(build: Callable[[], Site], listening: Listening, *, workers: int = 1) -> int:
    """Serve what `build` makes until SIGTERM or SIGINT; returns the exit code. Each worker builds a site of its own.

    Raises CannotListen. Call it from the main thread, before threads, event loops and databases exist.
    """
    if workers == 1:
        return _work(build(), listening, listen(listening.address, backlog=_BACKLOG))
    port = _free(listening.address)

    def work(number: int) -> int:
        place = Address(listening.address.host, port)
        quiet = msgspec.structs.replace(listening, announce=lambda _url: None)
        sockets = listen(place, backlog=_BACKLOG, shared=True)
        return _work(build(), quiet if number else listening, sockets)

    return supervise(workers, work)


class SiteServer(Server):
    """uvicorn's server, with our listening, our goodbye and an exit code of its own."""

    config: ListenerConfig

    def __init__(self, site: Site, listening: Listening, settle: Callable[[], None] = lambda: None) -> None:
        listener = Listener(listening.limits, listening.exempt)
        tls = listening.tls
        super().__init__(
            ListenerConfig(
                site.app,
                listener,
                loop="uvloop",
                http=GuardedProtocol,
                ws=TextWebSocketProtocol,
                ws_max_size=_WEBSOCKET_BYTES,
                ws_per_message_deflate=False,
                lifespan="on",
                interface="asgi3",
                log_config=None,
                log_level="warning",  # at "info" it writes query strings of WebSockets, tokens included
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=listening.limits.idle_seconds,
                timeout_graceful_shutdown=listening.grace_seconds,
                ssl_certfile=tls and tls.certificate,
                ssl_keyfile=tls and tls.key,
            )
        )
        self._site = site
        self._listening = listening
        self._settle = settle

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the app, then listen."""
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(STARTUP_FAILURE)
        loop = asyncio.get_running_loop()
        encrypted = self.config.ssl is not None
        self.servers = [
            await loop.create_server(
                self._connection,
                sock=listening,
                ssl=self.config.ssl,
                backlog=_BACKLOG,
                ssl_handshake_timeout=self._listening.limits.head_seconds if encrypted else None,
                ssl_shutdown_timeout=_TLS_BYE_SECONDS if encrypted else None,
            )
            for listening in sockets or []
        ]
        self.started = True
        self._settle()
        if sockets:
            self._listening.announce(self._url(port_of(sockets)))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in, send everybody home, wait for what is being answered."""
        self._site.leaving()
        for server in self.servers:
            server.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._listening.grace_seconds):
                await self._site.goodbye()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop politely; at once when asked again from the keyboard."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    def _connection(self) -> GuardedProtocol:
        return GuardedProtocol(self.config, self.server_state, self.lifespan.state)

    def _url(self, port: int) -> str:
        host = self._listening.address.host
        scheme = "https" if self._listening.tls else "http"
        return f"{scheme}://{f'[{host}]' if ':' in host else host or 'localhost'}:{port}"


def _work(site: Site, listening: Listening, sockets: list[socket.socket]) -> int:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(SiteServer(site, listening, _settle).serve(sockets=sockets))
    finally:
        for listening_socket in sockets:
            listening_socket.close()
    return 0


def _settle() -> None:
    """What is here at the start stays: the collector need not look at it again, and not so often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _free(address: Address) -> int:
    """The port, once it is known that nobody else listens there."""
    sockets = listen(address, backlog=1)
    port = port_of(sockets)
    for listening in sockets:
        listening.close()
    return port
