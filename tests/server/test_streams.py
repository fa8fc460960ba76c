"""Open streams on real sockets: what the hub writes is what clients read, over SSE and WebSocket."""

import asyncio
import contextlib
import gc
import resource
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest
import websockets
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection
from websockets.http11 import Request as Handshake

from biztweet.kernel.errors import TooMany
from biztweet.live.frames import sse_frame, websocket_frame
from biztweet.live.hub import Hub
from biztweet.live.message import Message
from biztweet.live.opening import HttpOpening, Streaming, WebSocketOpening
from biztweet.live.pace import Pace
from biztweet.live.stream import Format, Stream
from biztweet.server.protocol import GuardedProtocol
from tests.server.served import connected, served

GET = b"GET /sse HTTP/1.1\r\nHost: a\r\n\r\n"


class Sse:
    name = "sse"

    def heartbeat(self) -> bytes:
        return b":thump\n\n"

    def resync(self, position: int) -> bytes:
        return sse_frame("resync", b"", str(position))

    def goodbye(self, retry_ms: int) -> bytes:
        return sse_frame("bye", b"", retry_ms=retry_ms)


class Frames:
    name = "frames"

    def heartbeat(self) -> bytes:
        return b""

    def resync(self, position: int) -> bytes:
        return websocket_frame(b"resync")

    def goodbye(self, retry_ms: int) -> bytes:
        return b""


def saying(position: int, text: str) -> Message:
    def render(format: Format, label: str) -> bytes:  # noqa: A002
        data = f"{label}:{text}".encode()
        return sse_frame("update", data, str(position)) if format.name == "sse" else websocket_frame(data)

    return Message(position, None, render)


def an_app(hub: Hub) -> Starlette:
    async def sse(request: Request) -> ASGIApp:
        async def serve(opening: HttpOpening) -> None:
            stream = Stream(format=Sse(), outlet=opening.outlet, account_id=1, token_id=1)
            hub.open(stream, [("company", "public")])
            try:
                await opening.start([(b"content-type", b"text/event-stream")])
                opening.outlet.write(b":hello\n\n")
                hub.go_live(stream, 0)
                await opening.wait_closed()
            finally:
                hub.close(stream)

        return Streaming(serve)

    async def frames(websocket: WebSocket) -> None:
        async with WebSocketOpening(websocket) as opening:
            stream = Stream(format=Frames(), outlet=opening.outlet, account_id=2)
            hub.open(stream, [])
            try:
                await opening.accept("token" if "subprotocols" in websocket.scope else None)
                hub.go_live(stream, 0)
                async for text in websocket.iter_text():
                    hub.subscribe(stream, text, text)
                    opening.outlet.write(websocket_frame(f"subscribed {text[:20]}".encode()))
            finally:
                hub.close(stream)

    async def ping(request: Request) -> Response:
        return Response("pong")

    async def too_many(request: Request, error: Exception) -> Response:
        return JSONResponse({"error": str(error)}, 429)

    return Starlette(
        routes=[Route("/sse", sse), WebSocketRoute("/ws", frames), Route("/ping", ping)],
        exception_handlers={TooMany: too_many},
    )


@contextlib.asynccontextmanager
async def serving(hub: Hub, **how: Any) -> AsyncIterator[int]:
    running = asyncio.create_task(hub.run())
    try:
        async with served(an_app(hub), goodbye=hub.goodbye, **how) as port:
            yield port
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def eventually(true: Callable[[], bool], seconds: float = 3) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # the other side is another process's kernel
            await asyncio.sleep(0.01)


def count(hub: Hub) -> int:
    return sum(hub.counts().streams.values())


def talking(port: int, **how: Any) -> websockets.connect:
    return websockets.connect(f"ws://127.0.0.1:{port}/ws", compression=None, subprotocols=["token"], **how)  # type: ignore[list-item]  # any word will do


# ── SSE ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_client_reads_events_as_they_happen_and_the_goodbye() -> None:
    hub = Hub()
    lines: list[str] = []
    async with (
        serving(hub) as port,
        httpx2.AsyncClient() as client,
        client.stream("GET", f"http://127.0.0.1:{port}/sse") as response,
    ):
        assert response.headers["content-type"] == "text/event-stream"
        assert response.headers["cache-control"] == "no-store"
        reading = response.aiter_lines()
        assert await anext(reading) == ":hello"
        await hub.broadcast("company", saying(1, "안녕"))
        await hub.broadcast("company", saying(2, "x" * 100_000))
        await hub.goodbye()
        lines += [line async for line in reading]
    assert lines[:5] == ["", "event: update", "id: 1", "data: public:안녕", ""]
    assert lines[5:9] == ["event: update", "id: 2", "data: public:" + "x" * 100_000, ""]
    assert (lines[9], lines[10].split(":")[0]) == ("event: bye", "retry")


async def test_a_client_that_goes_is_forgotten() -> None:
    hub = Hub()
    async with serving(hub) as port:
        async with connected(port) as client:
            client.send(GET)
            await client.until(b":hello")
            assert count(hub) == 1
        await eventually(lambda: count(hub) == 0)


async def test_what_is_written_to_a_connection_that_is_gone_harms_nobody() -> None:
    hub = Hub()
    async with serving(hub) as port, connected(port) as client, talking(port):
        client.send(GET)
        await client.until(b":hello")
        await eventually(lambda: count(hub) == 2)
        outlets = [stream.outlet for account_id in (1, 2) for stream in hub.streams_of(account_id)]
        for outlet in outlets:
            outlet.abort()
            for _ in range(20):
                outlet.write(b"anybody?")
                await asyncio.sleep(0)
            outlet.close()
        assert [outlet.closed for outlet in outlets] == [True, True]


async def test_a_refusal_before_the_stream_starts_is_an_ordinary_answer_on_a_connection_that_goes_on() -> None:
    hub = Hub(streams_per_account=0)
    async with serving(hub) as port, connected(port) as client:
        client.send(GET)
        assert b"HTTP/1.1 429" in await client.until(b'allowed"}')
        client.send(GET.replace(b"/sse", b"/ping"))
        assert b"HTTP/1.1 200" in await client.until(b"pong")


async def test_whoever_asks_for_the_head_gets_nothing_more() -> None:
    hub = Hub()
    async with serving(hub) as port, connected(port) as client:
        client.send(GET.replace(b"GET", b"HEAD"))
        said = await client.rest()
    assert said.startswith(b"HTTP/1.1 200")
    assert said.endswith(b"\r\n\r\n")
    assert b"chunked" not in said
    assert count(hub) == 0


async def test_what_a_client_sends_into_its_stream_is_dropped() -> None:
    hub = Hub()
    async with serving(hub) as port, connected(port) as client:
        client.send(GET)
        await client.until(b":hello")
        client.send(GET + b"nonsense" * 100_000)
        await asyncio.sleep(0.1)
        await hub.broadcast("company", saying(1, "still here"))
        assert b"HTTP/1.1" not in await client.until(b"still here")


async def test_a_cut_stream_ends_at_once() -> None:
    hub = Hub()
    async with serving(hub) as port, connected(port) as client:
        client.send(GET)
        await client.until(b":hello")
        assert hub.cut(account_id=1) == 1
        assert (await client.rest(0.5)).endswith(b"0\r\n\r\n")


async def test_a_reader_that_never_reads_is_cut_others_are_unharmed_and_memory_is_bounded() -> None:
    hub = Hub(pace=Pace(check_seconds=0.02, patience_seconds=0.5, tick_seconds=0.01), streams_per_account=None)
    event = "x" * 50_000
    async with serving(hub) as port:
        stuck = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
        try:
            for one in stuck:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
                one.sendall(GET)
            async with connected(port, limit=200_000) as reader:
                reader.send(GET)
                await reader.until(b":hello\n\n\r\n")
                await eventually(lambda: count(hub) == 31)
                before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                for position in range(1, 301):
                    await hub.broadcast("company", saying(position, event))
                    assert len(await reader.until(b"\n\n\r\n")) > len(event)
                grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
                await eventually(lambda: count(hub) == 1)
                await hub.broadcast("company", saying(301, "after"))
                await reader.until(b"after")
        finally:
            for one in stuck:
                one.close()
    assert grown < 64 * 1024  # KiB; each may hold 256 of them, while 15 MB went to each
    assert hub.counts().cut == 30


# ── WebSocket ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def subscribed(client: ClientConnection, channel: str = "company") -> None:
    await client.send(channel)
    assert await client.recv() == f"subscribed {channel}"


async def test_a_websocket_client_reads_what_happens_on_what_it_subscribed_to() -> None:
    hub = Hub()
    async with serving(hub) as port, talking(port) as client:
        assert client.subprotocol == "token"
        await subscribed(client)
        await hub.broadcast("company", saying(1, "안녕"))
        await hub.broadcast("other", saying(2, "not for us"))
        await hub.broadcast("company", saying(3, "x" * 100_000))
        assert await client.recv() == "company:안녕"
        assert await client.recv() == "company:" + "x" * 100_000
        async with asyncio.timeout(2):
            await (await client.ping())


async def test_of_the_connection_as_which_a_websocket_began_nothing_is_kept() -> None:
    hub = Hub()

    def kept() -> int:
        return sum(type(each) is GuardedProtocol for each in gc.get_objects())

    before = kept()
    gc.disable()  # what goes without it goes at once
    try:
        async with serving(hub) as port, talking(port) as client:
            await subscribed(client)
            assert kept() == before
    finally:
        gc.enable()


async def test_of_the_heads_with_which_a_websocket_began_only_its_client_keeps_any() -> None:
    def heads() -> int:
        return sum(isinstance(each, Handshake) and bool(each.headers) for each in gc.get_objects())

    gc.collect()
    before = heads()
    async with serving(Hub()) as port, talking(port) as client:
        await subscribed(client)
        assert heads() == before + 1


async def test_a_text_that_is_none_ends_the_websocket_without_a_word_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(Hub()) as port, talking(port) as client:
        await subscribed(client)
        await client.send(b"\xff", text=True)
        await asyncio.wait_for(client.wait_closed(), 2)
        assert client.close_code == 1007
    assert [record.exc_info for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    ("message", "code"),
    [(b"binary", 1003), ("x" * 70_000, 1009), (["x" * 60_000, "x" * 10_000], 1009)],
    ids=["binary", "long", "long in parts"],
)
async def test_a_message_that_is_binary_or_too_long_ends_the_websocket(message: Any, code: int) -> None:
    hub = Hub()
    async with serving(hub) as port, talking(port) as client:
        await subscribed(client)
        await client.send(message)
        await asyncio.wait_for(client.wait_closed(), 2)
        assert client.close_code == code
        await eventually(lambda: count(hub) == 0)


async def test_too_many_messages_a_second_end_the_websocket() -> None:
    hub = Hub()
    async with serving(hub) as port, talking(port) as client:
        with contextlib.suppress(websockets.ConnectionClosed):
            for number in range(100):
                await client.send(str(number))
        await asyncio.wait_for(client.wait_closed(), 2)
        assert client.close_code == 1008
        await eventually(lambda: count(hub) == 0)


async def test_a_cut_websocket_says_why_and_one_whose_client_goes_is_forgotten() -> None:
    hub = Hub()
    async with serving(hub) as port, talking(port) as cut, talking(port) as goes:
        await subscribed(cut)
        await goes.close()
        await eventually(lambda: count(hub) == 1)
        assert hub.cut(account_id=2) == 1
        await asyncio.wait_for(cut.wait_closed(), 2)
        assert cut.close_code == 1008


async def test_goodbye_tells_websockets_that_the_service_restarts() -> None:
    hub = Hub()
    async with serving(hub) as port, talking(port) as client:
        await subscribed(client)
        await hub.goodbye()
        await asyncio.wait_for(client.wait_closed(), 2)
        assert client.close_code == 1012


async def test_a_websocket_that_never_reads_is_cut() -> None:
    hub = Hub(pace=Pace(check_seconds=0.02, patience_seconds=0.2))
    async with serving(hub) as port, talking(port, max_queue=1, close_timeout=0.1) as client:
        await subscribed(client)
        client.transport.pause_reading()
        for position in range(1, 100):
            await hub.broadcast("company", saying(position, "x" * 500_000))
            await asyncio.sleep(0.005)
        await eventually(lambda: hub.counts().cut == 1)


# ── without a transport to take over ────────────────────────────────────────────────────────────────────────────────


def test_the_same_app_streams_through_plain_asgi() -> None:
    hub = Hub()

    async def tell_and_leave(request: Request) -> Response:
        await hub.broadcast("company", saying(1, "한 번"))
        await hub.goodbye()
        return Response("told")

    app = an_app(hub)
    app.router.routes.append(Route("/tell", tell_and_leave))
    with TestClient(app) as client, client.websocket_connect("/ws", subprotocols=["token"]) as websocket:
        websocket.send_text("company")
        assert websocket.receive_text() == "subscribed company"
        assert client.get("/tell").text == "told"
        assert websocket.receive_text() == "company:한 번"
        assert websocket.receive() == {"type": "websocket.close", "code": 1012}
    hub = Hub()
    with TestClient(an_app(hub)) as client:
        assert client.portal is not None
        client.portal.start_task_soon(_end_soon, hub)
        said = client.get("/sse").text
    assert said.startswith(":hello\n\nevent: update\nid: 1\ndata: public:한 번\n\nevent: bye\nretry: ")


async def _end_soon(hub: Hub) -> None:
    await eventually(lambda: count(hub) == 1)
    await asyncio.sleep(0.05)
    await hub.broadcast("company", saying(1, "한 번"))
    await hub.goodbye()
