"""A small site in a process of its own, for tests of starting and stopping.

`python -m tests.server.site PORT WORKERS [fail]`
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from biztweet.live.hub import Hub
from biztweet.live.opening import HttpOpening, Streaming, WebSocketOpening
from biztweet.live.stream import Stream
from biztweet.server.run import Listening, Site, serve
from biztweet.server.sockets import Address, CannotListen
from tests.live.outlets import Plain

say = partial(print, flush=True)


class Silent(Plain):
    """WebSockets are told by their close code."""

    def heartbeat(self) -> bytes:
        return b""

    def goodbye(self, retry_ms: int) -> bytes:
        return b""


class Streams:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def sse(self, request: Request) -> ASGIApp:
        return Streaming(self._serve)

    async def _serve(self, opening: HttpOpening) -> None:
        stream = Stream(format=Plain(), outlet=opening.outlet)
        self._hub.open(stream, [("company", "c")])
        try:
            await opening.start([(b"content-type", b"text/event-stream")])
            opening.outlet.write(b"begun;")
            self._hub.go_live(stream, 0)
            await opening.wait_closed()
        finally:
            self._hub.close(stream)

    async def websocket(self, socket: WebSocket) -> None:
        async with WebSocketOpening(socket) as opening:
            stream = Stream(format=Silent(), outlet=opening.outlet)
            self._hub.open(stream, [("company", "c")])
            try:
                await opening.accept()
                self._hub.go_live(stream, 0)
                async for _ in socket.iter_text():
                    pass
            finally:
                self._hub.close(stream)


async def pid(request: Request) -> Response:
    return PlainTextResponse(str(os.getpid()))


async def slow(request: Request) -> Response:
    await asyncio.sleep(0.5)
    return PlainTextResponse("slow, and sure")


def build() -> Site:
    hub = Hub(streams_per_account=None)
    streams = Streams(hub)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if "fail" in sys.argv:
            raise RuntimeError("cannot start")
        running = asyncio.create_task(hub.run())
        yield
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        say("stopped")

    routes = [
        Route("/sse", streams.sse),
        WebSocketRoute("/ws", streams.websocket),
        Route("/pid", pid),
        Route("/slow", slow),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    return Site(app=app, leaving=lambda: say("leaving"), goodbye=hub.goodbye)


def main() -> None:
    listening = Listening(address=Address("127.0.0.1", int(sys.argv[1])), announce=say)
    try:
        sys.exit(serve(build, listening, workers=int(sys.argv[2])))
    except CannotListen as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
