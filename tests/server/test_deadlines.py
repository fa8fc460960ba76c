"""Slow clients: what does not arrive, or is not read, in time ends; what comes at a fair pace does not."""

import asyncio
import socket
import time

from starlette.types import Receive, Scope, Send

from biztweet.server.deadlines import Deadlines
from biztweet.server.listener import VOUCH, ListenerLimits
from tests.server.served import answer, connected, echo, say, served

LIMITS = ListenerLimits(head_seconds=0.3, body_seconds=0.3, body_bytes_per_second=100_000, idle_seconds=1)
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"


async def test_each_is_due_after_its_own_time_unless_it_was_stopped() -> None:
    due: list[str] = []
    deadlines: Deadlines[str] = Deadlines(0.1, due.append)
    for name in ("a", "b", "c"):
        deadlines.start(name)
    await asyncio.sleep(0.06)
    deadlines.start("a")
    deadlines.stop("c")
    await asyncio.sleep(0.06)
    assert due == ["b"]
    await asyncio.sleep(0.06)
    deadlines.start("d")
    await asyncio.sleep(0.12)
    assert due == ["b", "a", "d"]


async def test_a_head_that_trickles_in_is_given_up() -> None:
    async with served(echo, LIMITS) as port, connected(port) as client:
        began = time.monotonic()
        client.send(b"GET / HTTP/1.1\r\nHost: a\r\n")
        for _ in range(4):
            await asyncio.sleep(0.05)
            client.send(b"X: y\r\n")
        said = await client.rest()
        assert said.startswith(b"HTTP/1.1 408")
        assert 0.25 < time.monotonic() - began < 0.8


async def test_so_is_one_that_trickles_in_after_an_answered_request_and_one_of_empty_lines() -> None:
    async with served(echo, LIMITS) as port, connected(port) as first, connected(port) as second:
        first.send(GET)
        await first.until(b"GET / host ")
        first.send(b"GET /")
        second.send(b"\r\n\r\n")
        assert (await first.rest(0.8)).startswith(b"HTTP/1.1 408")
        assert (await second.rest(0.8)).startswith(b"HTTP/1.1 408")


async def test_a_line_that_is_only_held_is_ended_without_a_word() -> None:
    async with served(echo, LIMITS) as port:
        assert await say(port, b"", 0.8) in (b"", b"(reset)")


async def test_a_body_that_does_not_come_is_given_up_and_the_app_hears_that_the_client_has_gone() -> None:
    heard: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while heard[-1:] != ["http.disconnect"]:
            heard.append((await receive())["type"])

    async with served(app, LIMITS) as port:
        said = await say(port, POST % 1000 + b"abc", 0.8)
        await asyncio.sleep(0.05)
    assert said.startswith(b"HTTP/1.1 408")
    assert heard[-1] == "http.disconnect"


async def test_a_big_body_may_take_long_while_it_comes_fast() -> None:
    async def trickle(pieces: int, size: int) -> bytes:
        async with connected(port) as client:
            client.send(POST % (pieces * size))
            for _ in range(pieces):
                client.send(b"a" * size)
                await asyncio.sleep(0.05)
            return await client.until(b"\r\n")

    async with served(echo, LIMITS) as port:
        fast, slow = await asyncio.gather(trickle(20, 10_000), trickle(20, 1_000))
    assert (fast[9:12], slow[9:12]) == (b"200", b"408")


async def test_a_body_that_the_app_does_not_read_is_not_the_clients_fault() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(1)
        await echo(scope, receive, send)

    async with served(app, LIMITS) as port, connected(port) as client:
        client.send(POST % 1_000_000 + b"a" * 1_000_000)
        assert (await client.until(b"\r\n"))[9:12] == b"200"


async def test_an_idle_connection_ends() -> None:
    async with served(echo, LIMITS) as port, connected(port) as client:
        client.send(GET)
        began = time.monotonic()
        await client.rest()
        assert 0.9 < time.monotonic() - began < 1.5


async def test_a_body_after_its_answer_is_read_so_that_the_answer_can_be_and_the_connection_goes_on() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await answer(send, scope["path"].encode(), 401)

    async with served(app, LIMITS) as port, connected(port) as client:
        client.send(POST.replace(b"/ ", b"/one ") % 500_000 + b"a" * 500_000)
        client.send(GET.replace(b"/ ", b"/two ", 1))
        assert b"401" in await client.until(b"/one")
        assert b"401" in await client.until(b"/two")
        assert await client.rest(1.5) == b""  # and it is idle then


async def test_a_body_that_never_ends_after_its_answer_is_cut() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await answer(send, b"no", 413)

    limits = ListenerLimits(body_seconds=0.3, body_bytes_per_second=100_000, unread_bytes=1_000_000)
    async with served(app, limits) as port, connected(port) as quick, connected(port) as slow:
        for client in (quick, slow):
            client.send(POST % 100_000_000)
            await client.until(b"no")
        quick.send(b"a" * 3_000_000)
        assert await quick.rest(0.25) in (b"", b"(reset)")
        slow.send(b"a")
        assert await slow.rest(0.8) in (b"", b"(reset)")


async def test_whoever_leaves_an_answer_unread_is_cut() -> None:
    lost = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await answer(send, b"a" * 30_000_000)
        while (await receive())["type"] != "http.disconnect":
            pass
        lost.set()

    async with served(app, ListenerLimits(stalled_seconds=0.3)) as port:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.send(GET)
            async with asyncio.timeout(2):
                await lost.wait()


async def test_strangers_beyond_the_number_have_a_moment_to_show_who_they_are() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/known":
            scope["extensions"][VOUCH]()
        await answer(send, b"ok")

    async with served(app, ListenerLimits(strangers_per_address=5, stranger_seconds=0.2)) as port:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(12)]
        for number, path in ((6, b"/known "), (7, b"/unknown ")):
            reader, writer = clients[number]
            writer.write(GET.replace(b"/ ", path, 1))
            await reader.readuntil(b"ok")
        await asyncio.sleep(0.3)
        gone = [number for number, (reader, _) in enumerate(clients) if reader.at_eof() or reader.exception()]
        for reader, writer in (clients[0], clients[6]):
            writer.write(GET)
            await reader.readuntil(b"ok")
        for _, writer in clients:
            writer.close()
    assert gone == [5, 7, 8, 9, 10, 11]


async def test_far_too_many_of_one_address_are_refused_but_not_of_a_proxy() -> None:
    limits = ListenerLimits(strangers_per_address=1)
    for exempt, expected in ((False, b"503"), (True, b"200")):
        async with served(echo, limits, exempt=lambda _address, is_exempt=exempt: is_exempt) as port:  # type: ignore[misc]  # bound now
            clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
            said = await say(port, GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            assert said[9:12] == expected
            for _, writer in clients:
                writer.close()
