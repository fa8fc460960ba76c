"""A way to a server that can be cut at a chosen moment, or made to stand still."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

_CHUNK = 65_536


class FaultProxy:
    """Forwards connections to one server on loopback. `url` is the server's, by way of the proxy."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._parts = parts
        self._server: asyncio.Server | None = None
        self._ways: set[asyncio.Task[None]] = set()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._word: bytes | None = None
        self._after = False
        self.cuts = 0

    @classmethod
    @asynccontextmanager
    async def to(cls, url: str) -> "AsyncIterator[FaultProxy]":
        """A proxy to the server at `url`, until the block ends."""
        proxy = cls(url)
        proxy._server = await asyncio.start_server(proxy._meet, "127.0.0.1", 0)
        try:
            yield proxy
        finally:
            proxy._server.close()
            proxy.cut()
            await asyncio.gather(*proxy._ways, return_exceptions=True)

    @property
    def url(self) -> str:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        user = f"{self._parts.username}@" if self._parts.username else ""
        return urlunsplit(self._parts._replace(netloc=f"{user}127.0.0.1:{port}"))

    def cut(self) -> None:
        """Cut every connection now."""
        for way in self._ways:
            way.cancel()

    def cut_when(self, word: bytes, *, after_it_arrived: bool = False) -> None:
        """Cut the connection on which a client next says `word`: before the server hears it, or before it is answered.

        Other connections stay; the next time nothing is cut.
        """
        self._word, self._after = word, after_it_arrived

    def stand_still(self) -> None:
        """Forward nothing any more, and close nothing: a network that swallows everything."""
        self._flowing.clear()

    def go_on(self) -> None:
        """Forward again."""
        self._flowing.set()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        way = asyncio.current_task()
        assert way is not None
        self._ways.add(way)
        try:
            await self._flowing.wait()
            there, back = await asyncio.open_connection(*self._target)
            try:
                await self._carry((reader, writer), (there, back))
            finally:
                back.transport.abort()
        except (OSError, asyncio.CancelledError):
            pass  # a cut connection is what this is for
        finally:
            writer.transport.abort()
            self._ways.discard(way)

    async def _carry(
        self,
        client: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        answers = asyncio.create_task(self._forward(server[0], client[1]))
        words = asyncio.create_task(self._listen(client[0], server[1], answers))
        try:
            await asyncio.wait({answers, words}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            answers.cancel()
            words.cancel()
            await asyncio.gather(answers, words, return_exceptions=True)

    async def _forward(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(_CHUNK):
                await self._flowing.wait()
                target.write(data)
                await target.drain()

    async def _listen(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, answers: asyncio.Task[None]
    ) -> None:
        """Forward what the client says until the word falls."""
        with contextlib.suppress(OSError):
            while data := await source.read(_CHUNK):
                await self._flowing.wait()
                if self._word is not None and self._word in data:
                    self._word = None
                    self.cuts += 1
                    if self._after:
                        answers.cancel()
                        target.write(data)
                        await target.drain()
                        await asyncio.sleep(0.2)  # the server acts on it, and nobody is told
                    return
                target.write(data)
                await target.drain()
