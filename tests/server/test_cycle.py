"""Answers in one message: the same bytes as in two, whatever was asked for and however the connection goes on."""

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from biztweet.server.middleware import within_limits
from biztweet.server.proxies import Trust
from biztweet.whole import WHOLE, Whole, give
from tests.server.served import connected, say, served

BODY = b'["a page of statuses"]'
HEAD = [(b"content-type", b"application/json"), (b"x-ratelimit-limit", b"300")]
ASK = b"%b / HTTP/1.1\r\nHost: a\r\nX-Request-Id: a-name-for-it\r\n%b\r\n"


async def whole(scope: Scope, receive: Receive, send: Send) -> None:
    await give(Whole(BODY, HEAD), scope, receive, send)


async def in_two(scope: Scope, receive: Receive, send: Send) -> None:
    await Whole(BODY, HEAD)(scope, receive, send)


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"DELETE"])
@pytest.mark.parametrize("headers", [b"", b"Connection: close\r\n"])
async def test_one_message_says_what_two_say(method: bytes, headers: bytes) -> None:
    told = []
    for app in (whole, in_two):
        async with served(within_limits(app, trust=Trust(["127.0.0.1"]))) as port, connected(port) as client:
            client.send(ASK % (method, headers) + ASK % (b"GET", b"Connection: close\r\n"))
            told.append(b"\n".join(line for line in (await client.rest()).split(b"\n") if not line.startswith(b"date")))
    assert told[0] == told[1]
    assert told[0].count(BODY) == (method != b"HEAD") + (headers == b"")
    assert b"\r\nx-request-id: a-name-for-it\r\n" in told[0]


async def test_answers_come_in_the_order_of_their_questions() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await (whole if scope["path"] == "/" else in_two)(scope, receive, send)

    async with served(app) as port, connected(port) as client:
        client.send(b"".join(b"GET %b HTTP/1.1\r\nHost: a\r\n\r\n" % path for path in (b"/", b"/two", b"/", b"/")))
        for _ in range(4):
            assert (await client.until(BODY)).startswith(b"HTTP/1.1 200 OK\r\n")


async def test_a_status_that_has_no_body_is_sent_without_one() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await give(Response(status_code=204), scope, receive, send)

    async with served(app) as port, connected(port) as client:
        client.send(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        told = await client.until(b"\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 204 No Content\r\n")
    assert b"content-length" not in told
    assert b"transfer-encoding" not in told


async def test_a_header_that_would_begin_another_line_is_never_sent() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await give(Whole(BODY, [(b"link", b"<a>\r\nset-cookie: theirs=1")]), scope, receive, send)

    async with served(app) as port:
        told = await say(port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 500")
    assert b"theirs" not in told


async def test_a_server_that_knows_nothing_of_it_gets_two_messages() -> None:
    sent = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message["type"])

    await give(Whole(BODY, HEAD), {"type": "http", "method": "GET"}, None, send)  # type: ignore[arg-type] # not asked
    assert sent == ["http.response.start", "http.response.body"]
    assert WHOLE not in sent
