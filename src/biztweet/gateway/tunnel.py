"""Tunnels: a CONNECT to one of Twitter's names ends here, and what is said inside goes to the company's server."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from biztweet.gateway.head import MAX_HEAD_BYTES, HeadRefused, addressed, wanted

_MAX_OPEN = 200
_HEAD_SECONDS = 10.0
_AT_ONCE = 64 * 1024

Say = Callable[[str], None]


class Target(msgspec.Struct, frozen=True):
    """The company's server. `context` checks its certificate; None over plain http."""

    host: str
    port: int
    netloc: str
    context: ssl.SSLContext | None


def target_of(url: str) -> Target:
    """The server at an address. Raises ValueError for what is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError(f"{url} is no address of a server, such as https://tweets.example.com")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    return Target(parts.hostname, port, parts.netloc, ssl.create_default_context() if secure else None)


class Gateway:
    """Serves CONNECT. `identity` holds the certificate for all of Twitter's names."""

    def __init__(self, target: Target, identity: ssl.SSLContext, say: Say) -> None:
        self._target = target
        self._identity = identity
        self._say = say
        self._open = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its CONNECT to its end."""
        self._open += 1
        try:
            if self._open > _MAX_OPEN:
                raise HeadRefused(b"503 Service Unavailable")
            async with asyncio.timeout(_HEAD_SECONDS):
                host = wanted(await _head(reader))
            await self._tunnel(reader, writer, host)
        except HeadRefused as refused:
            self._say(f"refused: {refused}")
            await _answer(writer, refused.answer)
        except (OSError, TimeoutError, EOFError, ssl.SSLError, asyncio.LimitOverrunError):
            pass  # whoever was there has gone, or never spoke
        finally:
            self._open -= 1
            await _close(writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        client = writer.get_extra_info("peername")[0]
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        async with asyncio.timeout(_HEAD_SECONDS):
            await writer.start_tls(self._identity)
            head = addressed(await _head(reader), self._target.netloc, client)
        self._say(f"{host}: {head.partition(b' HTTP/')[0].partition(b'?')[0].decode('latin-1')}")
        try:
            back, forth = await asyncio.open_connection(
                self._target.host, self._target.port, ssl=self._target.context, limit=MAX_HEAD_BYTES
            )
        except OSError as error:
            raise HeadRefused(b"502 Bad Gateway") from error
        try:
            forth.write(head)
            upward = asyncio.create_task(_copy(reader, forth))
            await _copy(back, writer)
            upward.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await upward
        finally:
            await _close(forth)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise HeadRefused(b"431 Request Header Fields Too Large") from error


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while data := await source.read(_AT_ONCE):
            sink.write(data)
            await sink.drain()


async def _answer(writer: asyncio.StreamWriter, answer: bytes) -> None:
    with contextlib.suppress(OSError, RuntimeError, ssl.SSLError):
        writer.write(b"HTTP/1.1 " + answer + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError, ssl.SSLError, TimeoutError):
        async with asyncio.timeout(_HEAD_SECONDS):
            await writer.wait_closed()
