"""A web site on loopback: pages by path, and what was asked of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Site:
    """Pages by path: status, headers and body. `asked` are the paths, in their order."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.address = ""

    def put(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """A page; returns its address."""
        told = {"content_type": "text/html; charset=utf-8"} | headers
        named = {name.replace("_", "-"): value for name, value in told.items()}
        self.pages[path] = (status, named, body.encode() if isinstance(body, str) else body)
        return self.address + path

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split()[1].decode()
        self.asked.append(path)
        status, headers, body = self.pages.get(path, (404, {}, b""))
        if path.startswith("/slow"):
            await reader.read()  # until whoever asks has had enough
        lines = [f"{name}: {value}" for name, value in headers.items()]
        top = "\r\n".join([f"HTTP/1.1 {status} x", f"content-length: {len(body)}", "connection: close", *lines, "", ""])
        try:
            writer.write(top.encode() + body)
            await writer.drain()
        except ConnectionError:
            pass  # whoever asked has read enough
        writer.close()


@asynccontextmanager
async def a_site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    site.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
