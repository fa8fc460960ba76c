"""Body caps, admission and the request log, as clients and operators see them."""

import asyncio
import io
import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.server.admission import AdmissionLimits
from biztweet.server.middleware import within_limits
from biztweet.server.proxies import Trust
from biztweet.server.request_log import JsonLines, entry_of
from tests.server.served import answer, connected, say, served

NOBODY = Trust([])
POST = b"POST %b HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
CHUNKED = b"POST /api HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
CLOSING = b"GET %b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


def caps(path: str) -> int:
    return 1_000_000 if path == "/media" else 1_000


async def sizing(request: Request) -> Response:
    return PlainTextResponse(f"read {len(await request.body())}")


def sized() -> ASGIApp:
    routes = [Route(path, sizing, methods=["GET", "POST"]) for path in ("/api", "/media")]
    return within_limits(Starlette(routes=routes), trust=NOBODY, cap=caps)


async def broken(_request: Request) -> Response:
    raise RuntimeError("a fault of ours, with a secret in it")


async def test_a_fault_of_ours_is_answered_with_an_id_and_without_its_reason() -> None:
    app = within_limits(Router([Route("/", broken)]), trust=NOBODY)
    async with served(app) as port:
        told = await say(port, CLOSING % b"/")
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 500")
    assert b"x-request-id: " in head
    assert json.loads(body) == {"error": "Something broke on our side"}


# ── bodies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_body_within_its_paths_cap_is_read() -> None:
    async with served(sized()) as port, connected(port) as client:
        client.send(POST % (b"/api", 1_000) + b"a" * 1_000)
        await client.until(b"read 1000")
        client.send(POST % (b"/media", 900_000) + b"a" * 900_000)
        await client.until(b"read 900000")
        client.send(CHUNKED + b"3e8\r\n" + b"a" * 1_000 + b"\r\n0\r\n\r\n")
        await client.until(b"read 1000")


async def test_a_declared_body_beyond_the_cap_is_refused_before_it_comes_and_the_connection_goes_on() -> None:
    async with served(sized()) as port, connected(port) as client:
        client.send(POST % (b"/api", 300_000))
        head = await client.until(b'at most 1000 bytes here"}')
        assert head.startswith(b"HTTP/1.1 413")
        assert b"x-request-id: " in head
        client.send(b"a" * 300_000 + CLOSING % b"/api")
        assert (await client.rest()).endswith(b"read 0")


async def test_whoever_waits_to_be_asked_for_the_body_is_not_asked() -> None:
    async with served(sized()) as port:
        said = await say(port, (POST % (b"/api", 300_000))[:-2] + b"Expect: 100-continue\r\n\r\n")
        assert said.startswith(b"HTTP/1.1 413")
        async with connected(port) as client:
            client.send((POST % (b"/api", 3))[:-2] + b"Expect: 100-continue\r\n\r\n")
            await client.until(b"HTTP/1.1 100 Continue\r\n\r\n")
            client.send(b"abc")
            await client.until(b"read 3")


async def test_a_body_in_chunks_is_refused_when_it_exceeds() -> None:
    async with served(sized()) as port, connected(port) as client:
        client.send(CHUNKED + b"190\r\n" + b"a" * 400 + b"\r\n")
        await asyncio.sleep(0.02)
        client.send(b"400\r\n" + b"a" * 1_024 + b"\r\n")
        assert (await client.until(b"\r\n")).startswith(b"HTTP/1.1 413")
        await client.until(b'here"}')
        client.send(b"0\r\n\r\n" + CLOSING % b"/api")
        assert (await client.rest()).endswith(b"read 0")


# ── admission ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Workshop:
    """Counts who is inside, and lets nobody out before it is told to."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.inside = 0
        self.most = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz":
            await answer(send, b"well")
            return
        if scope["method"] == "POST":
            while (await receive()).get("more_body"):
                pass
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.open.wait()
        self.inside -= 1
        if scope["path"] == "/stream":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"begun", "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass
        else:
            await answer(send, b"done")


async def test_a_few_are_worked_on_some_wait_and_the_rest_is_told_so_at_once() -> None:
    workshop = Workshop()
    admission = AdmissionLimits(executing=2, queued=3)
    async with served(within_limits(workshop, trust=NOBODY, admission=admission)) as port:
        asking = [asyncio.create_task(say(port, CLOSING % b"/")) for _ in range(8)]
        done, waiting = await asyncio.wait(asking, timeout=0.3)
        assert (len(done), len(waiting), workshop.inside) == (3, 5, 2)
        for task in done:
            said = task.result()
            assert said.startswith(b"HTTP/1.1 503")
            assert b"retry-after: " in said
            assert b"x-request-id: " in said
        assert (await say(port, CLOSING % b"/healthz")).endswith(b"well")
        workshop.open.set()
        assert [(await task)[-4:] for task in waiting] == [b"done"] * 5
        assert workshop.most == 2


async def test_whoever_waits_too_long_is_told_so_and_their_place_is_not_lost() -> None:
    workshop = Workshop()
    admission = AdmissionLimits(executing=1, queued=5, patience_seconds=0.1)
    async with served(within_limits(workshop, trust=NOBODY, admission=admission)) as port:
        first = asyncio.create_task(say(port, CLOSING % b"/"))
        await asyncio.sleep(0.05)
        assert (await say(port, CLOSING % b"/")).startswith(b"HTTP/1.1 503")
        workshop.open.set()
        assert (await first).endswith(b"done")
        assert (await say(port, CLOSING % b"/")).endswith(b"done")


async def test_open_streams_and_bodies_on_their_way_take_no_place() -> None:
    workshop = Workshop()
    workshop.open.set()
    admission = AdmissionLimits(executing=1, queued=1)
    async with served(within_limits(workshop, trust=NOBODY, admission=admission)) as port:
        async with connected(port) as one, connected(port) as two, connected(port) as three:
            for client in (one, two):
                client.send(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
                await client.until(b"begun")
            three.send(POST % (b"/", 2) + b"a")
            await asyncio.sleep(0.05)
            assert (await say(port, CLOSING % b"/")).endswith(b"done")
            three.send(b"b")
            await three.until(b"done")
        assert (await say(port, CLOSING % b"/")).endswith(b"done")


async def test_a_busy_server_turns_websockets_away_too() -> None:
    workshop = Workshop()
    admission = AdmissionLimits(executing=1, queued=0)
    handshake = (
        b"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    async with served(within_limits(workshop, trust=NOBODY, admission=admission)) as port:
        first = asyncio.create_task(say(port, CLOSING % b"/"))
        await asyncio.sleep(0.05)
        said = await say(port, handshake)
        workshop.open.set()
        await first
    assert said.startswith(b"HTTP/1.1 503")
    assert b"retry-after: " in said


# ── the log ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_each_request_is_one_clean_line_without_its_query_under_the_id_that_its_answer_bears() -> None:
    lines = io.BytesIO()
    app = within_limits(Workshop(), trust=Trust(["127.0.0.0/8"]), log=JsonLines(lines))
    hostile = (
        b"GET /healthz?access_token=secret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        b"X-Forwarded-For: 10.1.2.3\r\nUser-Agent: %b\r\n%b\r\n"
    )
    async with served(app) as port:
        first = await say(port, hostile % (b"\xc2\x85 \xe2\x80\xa8 \x9b31m" + b"x" * 1_000, b""))
        second = await say(port, hostile % (b"ok", b"X-Request-Id: from-outside-1\r\n"))
        third = await say(port, hostile % (b"ok", b"X-Request-Id: not an id\r\n"))
    written = lines.getvalue()
    assert b"secret" not in written
    assert all(31 < byte < 127 for byte in written.replace(b"\n", b""))
    entries = [json.loads(line) for line in written.splitlines()]
    assert len(entries) == 3
    for entry, said in zip(entries, (first, second, third), strict=True):
        assert entry["request_id"].encode() in said
        assert (entry["path"], entry["status"], entry["client"]) == ("/healthz", 200, "10.1.2.3")
    assert entries[1]["request_id"] == "from-outside-1"
    assert entries[2]["request_id"] != "not an id"


async def test_no_character_of_an_entry_can_break_its_line_or_colour_a_screen() -> None:
    lines = io.BytesIO()
    scope = {"state": {"request_id": "1"}, "headers": [], "path": "/\n\r\x1b[2J\x00\x7f\x85", "raw_path": b""}
    JsonLines(lines)(entry_of(scope, 200, 0.001))
    scope["raw_path"] = b"/\n\r\x1b[2J\x00\x7f\x85"
    JsonLines(lines)(entry_of(scope, 200, 0.001))
    first, second = lines.getvalue().splitlines()
    assert all(31 < byte < 127 for byte in first + second)
    assert json.loads(second)["path"] == "/\n\r\x1b[2J\x00\x7f\x85"


async def test_an_id_from_a_stranger_is_not_taken() -> None:
    async with served(within_limits(Workshop(), trust=NOBODY)) as port:
        said = await say(port, (CLOSING % b"/healthz")[:-2] + b"X-Request-Id: from-outside-1\r\n\r\n")
    assert b"from-outside-1" not in said
    assert b"x-request-id: " in said
