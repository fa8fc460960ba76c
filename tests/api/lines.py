"""Streams of lines as Twitter's clients read them: each line as it comes, blank ones left out."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.types import ASGIApp


class Listener:
    """One open stream; `raw` is all that it has brought."""

    def __init__(self) -> None:
        self.status = 0
        self.raw = b""
        self.answered, self.gone = asyncio.Event(), asyncio.Event()
        self._lines: asyncio.Queue[bytes] = asyncio.Queue()

    async def receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.answered.set()
            return
        self.raw += message.get("body", b"")
        for line in message.get("body", b"").split(b"\r\n"):
            if line:
                self._lines.put_nowait(line)

    async def line(self) -> bytes:
        async with asyncio.timeout(5):
            return await self._lines.get()

    async def next(self) -> Any:
        return msgspec.json.decode(await self.line())


@asynccontextmanager
async def opened(app: ASGIApp, authorization: str, path: str, query: dict[str, Any]) -> AsyncIterator[Listener]:
    """A stream that has been answered, and is listened to until the block ends."""
    heard = Listener()
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": urlencode(query).encode(),
        "headers": [(b"authorization", authorization.encode())],
    }
    task = asyncio.ensure_future(app(scope, heard.receive, heard.send))
    try:
        async with asyncio.timeout(5):
            await heard.answered.wait()
        yield heard
    finally:
        heard.gone.set()
        await task
