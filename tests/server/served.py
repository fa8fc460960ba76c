"""A server of ours on a free port, in the test's own loop, and clients that speak in raw bytes."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.server.listener import ListenerLimits
from biztweet.server.run import Listening, Site, SiteServer
from biztweet.server.sockets import Address, listen, port_of
from biztweet.server.tls import TlsFiles


async def _nothing() -> None:
    pass


@contextlib.asynccontextmanager
async def served(
    app: ASGIApp,
    limits: ListenerLimits | None = None,
    *,
    tls: TlsFiles | None = None,
    exempt: Callable[[str], bool] = lambda _address: False,
    goodbye: Callable[[], Awaitable[None]] = _nothing,
    grace_seconds: int = 2,
) -> AsyncIterator[int]:
    """Yields the port."""
    sockets = listen(Address("127.0.0.1", 0), backlog=2_000)
    port = port_of(sockets)
    listening = Listening(
        address=Address("127.0.0.1", port),
        limits=limits or ListenerLimits(),
        tls=tls,
        exempt=exempt,
        grace_seconds=grace_seconds,
    )
    started = asyncio.Event()
    server = SiteServer(Site(app=with_lifespan(app), goodbye=goodbye), listening, started.set)
    task = asyncio.create_task(server._serve(sockets))
    await started.wait()
    try:
        yield port
    finally:
        server.should_exit = True
        await task


def with_lifespan(app: ASGIApp) -> ASGIApp:
    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        while True:
            kind = (await receive())["type"]
            await send({"type": f"{kind}.complete"})
            if kind == "lifespan.shutdown":
                return

    return wrapped


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was asked: method, path, headers that matter, body."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    names = [name.decode() for name, _ in scope["headers"]]
    text = f"{scope['method']} {scope['path']} {','.join(names)} ".encode() + body
    await answer(send, text)


async def answer(send: Send, text: bytes, status: int = 200, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    every = [(b"content-length", b"%d" % len(text)), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": every})
    await send({"type": "http.response.body", "body": text})


class Raw:
    """A client that writes and reads bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def until(self, mark: bytes, seconds: float = 5) -> bytes:
        async with asyncio.timeout(seconds):
            return await self.reader.readuntil(mark)

    async def rest(self, seconds: float = 5) -> bytes:
        """All that comes until the server ends the connection."""
        async with asyncio.timeout(seconds):
            try:
                return await self.reader.read()
            except ConnectionResetError:
                return b"(reset)"

    async def close(self) -> None:
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()


@contextlib.asynccontextmanager
async def connected(port: int, **how: Any) -> AsyncIterator[Raw]:
    client = Raw(*await asyncio.open_connection("127.0.0.1", port, **how))
    try:
        yield client
    finally:
        await client.close()


async def say(port: int, data: bytes, seconds: float = 5) -> bytes:
    """What the server answers to these bytes before it ends the connection."""
    async with connected(port) as client:
        client.send(data)
        return await client.rest(seconds)


async def seconds_until(done: Awaitable[object]) -> float:
    began = time.monotonic()
    await done
    return time.monotonic() - began
