"""Mutated requests: whatever comes, the server answers or hangs up in time, raises nothing, and goes on."""

import asyncio
import gc
import random
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from biztweet.server.listener import ListenerLimits
from biztweet.server.middleware import within_limits
from biztweet.server.protocol import GuardedProtocol
from biztweet.server.proxies import Trust
from tests.server.served import echo, say, served
from tests.server.test_framing import REFUSED

SEEDS = [
    *REFUSED.values(),
    b"GET /a?b=c HTTP/1.1\r\nHost: a:80\r\nConnection: close\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n1;x=y\r\na\r\n1\r\nb\r\n0\r\nX: y\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab",
    b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: b\r\nX-Forwarded-Proto: https\r\n\r\n",
    (
        b"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ),
]
LIMITS = ListenerLimits(head_seconds=0.2, body_seconds=0.2, idle_seconds=1, strangers_per_address=None)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
    else:
        await echo(scope, receive, send)


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(SEEDS) * chance.choice([1, 1, 1, 2, 3]))
    for _ in range(chance.choice([0, 1, 1, 2, 3, 5])):
        at = chance.randrange(len(data) + 1)
        other = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.choice([1, 1, 20])]
            case 2:
                data.insert(at, chance.choice(b"\r\n \t:;,\x00\x7f\x8010aG"))
            case _:
                data[at:at] = data[min(at, other) : max(at, other)][:200]
    return bytes(data)


async def told(port: int, chance: random.Random) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        request = mutated(chance)
        half = chance.randrange(len(request) + 1)
        writer.write(request[:half])
        await asyncio.sleep(chance.choice([0, 0, 0.01]))
        writer.write(request[half:])
        async with asyncio.timeout(10):
            return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.long)])
async def test_whatever_comes_is_answered_or_hung_up_on(count: int) -> None:
    raised: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: raised.append(context))
    chance = random.Random(count)
    at_once = asyncio.Semaphore(100)

    async def one() -> bytes:
        async with at_once:
            return await told(port, chance)

    async with served(within_limits(app, trust=Trust(["127.0.0.1"])), LIMITS) as port:
        answers = await asyncio.gather(*(one() for _ in range(count)))
        assert (await say(port, SEEDS[-5])).startswith(b"HTTP/1.1 200")
        await asyncio.sleep(1.5)
        gc.collect()
        left = sum(isinstance(thing, GuardedProtocol) for thing in gc.get_objects())
    asyncio.get_running_loop().set_exception_handler(None)
    assert raised == []
    assert left == 0
    statuses = {answer[9:12] for answer in answers}
    assert statuses <= {
        b"",
        b"100",
        b"101",
        b"200",
        b"400",
        b"403",
        b"405",
        b"408",
        b"413",
        b"415",
        b"426",
        b"431",
        b"505",
    }
    assert {b"200", b"400", b"101"} <= statuses
