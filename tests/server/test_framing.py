"""One reading of every request: whatever allows two is refused, by raw bytes on a real socket."""

import pytest

from biztweet.server.listener import ListenerLimits
from tests.server.served import connected, echo, say, served

LIMITS = ListenerLimits(head_seconds=0.5, body_seconds=0.5)

REFUSED = {
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no host in 1.0": b"GET / HTTP/1.0\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "two hosts in other cases": b"GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n",
    "empty host": b"GET / HTTP/1.1\r\nHost: \r\n\r\n",
    "host with a path": b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "host with a name in it": b"GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
    "host list": b"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
    "host that is folded": b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    "length and coding": (
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"
    ),
    "coding and length": (
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG"
    ),
    "two lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "two equal lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
    "list of lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na",
    "signed length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
    "negative length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na",
    "hexadecimal length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na",
    "huge length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\na",
    "other coding": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "coding before chunked": (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    "two codings": (
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "coding with a tab": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "coding in 1.0": b"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "folded header": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
    "space before colon": b"GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
    "header without colon": b"GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
    "control character in a header": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
    "bare carriage return": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\rY: b\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.1\nHost: a\n\n",
    "bad chunk size": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
    "negative chunk size": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab\r\n0\r\n\r\n",
    "huge chunk size": (
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nab\r\n0\r\n\r\n"
    ),
    "chunk without its end": (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabXX0\r\n\r\n"),
    "chunk with a bare line feed": (
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\nab\r\n0\r\n\r\n"
    ),
    "another site's target": b"GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "target that is no path": b"GET a HTTP/1.1\r\nHost: a\r\n\r\n",
    "star without OPTIONS": b"GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    "raw bytes in the target": b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
    "connect": b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "unknown method": b"FROB / HTTP/1.1\r\nHost: a\r\n\r\n",
    "another version": b"GET / HTTP/1.7\r\nHost: a\r\n\r\n",
    "version 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no version": b"GET /\r\nHost: a\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "upgrade with a body": (
        b"POST / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 27\r\n\r\n"
        b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
    ),
    "websocket with a body": (
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 27\r\n\r\n"
        b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
    ),
}


async def test_a_request_with_two_readings_is_answered_once_and_ends_the_connection() -> None:
    async with served(echo, LIMITS) as port:
        for name, request in REFUSED.items():
            said = await say(port, request + b"GET /second HTTP/1.1\r\nHost: a\r\n\r\n")
            status = said[9:12]
            assert status in (b"400", b"405", b"505"), (name, said)
            assert said.count(b"HTTP/1.1 ") == 1, (name, said)
            assert b"connection: close\r\n" in said, (name, said)
            assert b"x-request-id: " in said, (name, said)
            assert b"/second" not in said, (name, said)


@pytest.mark.parametrize(
    ("request_bytes", "answered"),
    [
        (b"GET /a?b=c HTTP/1.1\r\nHost: a:80\r\nConnection: close\r\n\r\n", b"GET /a host,connection "),
        (b"GET / HTTP/1.0\r\nHost: a\r\n\r\n", b"GET / host "),
        (b"GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n", b"GET / host,connection "),
        (b"GET http://a/x HTTP/1.1\r\nHost: A\r\nConnection: close\r\n\r\n", b"GET /x host,connection "),
        (b"\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"GET / host,connection "),
        (
            b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab",
            b"POST / host,connection,content-length ab",
        ),
        (
            (
                b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: Chunked\r\n\r\n"
                b"1;x=y\r\na\r\n1\r\nb\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"
            ),
            b"POST / host,connection,transfer-encoding ab",  # what comes after the body is no header
        ),
        (
            b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
            b"GET / host,connection,upgrade ",
        ),
    ],
)
async def test_a_request_with_one_reading_is_answered(request_bytes: bytes, answered: bytes) -> None:
    async with served(echo, LIMITS) as port:
        said = await say(port, request_bytes)
    assert said.startswith(b"HTTP/1.1 200")
    assert said.endswith(b"\r\n\r\n" + answered)


async def test_requests_that_are_sent_together_are_answered_one_after_the_other() -> None:
    one = b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n"
    async with served(echo, LIMITS) as port, connected(port) as client:
        client.send(b"".join(one % number for number in range(10)) + b"nonsense\r\n\r\n")
        said = await client.rest()
    assert [said.find(b"GET /%d" % number) > 0 for number in range(10)] == [True] * 10
    assert said.count(b"HTTP/1.1 200") == said.count(b"HTTP/1.1 ") == 10


async def test_too_many_requests_at_once_end_the_connection_after_those_that_were_taken() -> None:
    async with served(echo, LIMITS) as port:
        said = await say(port, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 2_000)
    assert 1 <= said.count(b"HTTP/1.1 200") <= 20


async def test_a_compressed_body_is_refused() -> None:
    async with served(echo, LIMITS) as port:
        said = await say(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 415")
    assert said.endswith(b'{"error":"Send the body without Content-Encoding"}')


@pytest.mark.parametrize(
    "head",
    [
        b"GET /%s HTTP/1.1\r\nHost: a\r\n\r\n" % (b"a" * 40_000),
        b"GET / HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n" % (b"a" * 40_000),
        b"GET / HTTP/1.1\r\nHost: a\r\n%s\r\n" % (b"X: y\r\n" * 101),
        b"GET / HTTP/1.1\r\nHost: a\r\nX: %s" % (b"a" * 400_000),
    ],
)
async def test_a_head_that_is_too_long_is_refused(head: bytes) -> None:
    async with served(echo, LIMITS) as port:
        said = await say(port, head)
    assert said.startswith(b"HTTP/1.1 431")


async def test_a_head_within_the_limits_is_read() -> None:
    async with served(echo, LIMITS) as port:
        said = await say(
            port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n" % (b"X: %s\r\n" % (b"a" * 300) * 98)
        )
    assert said.startswith(b"HTTP/1.1 200")


async def test_a_body_that_is_mostly_wrapping_is_refused() -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with served(echo, LIMITS) as port:
        extension, trailer = b"1;" + b"a" * 300_000, b"1\r\na\r\n0\r\nX: " + b"a" * 300_000
        for wrapping in (extension, trailer):
            async with connected(port) as client:
                client.send(head)
                client.send(wrapping)
                assert (await client.rest()).startswith(b"HTTP/1.1 400")
