"""Screens: a process that holds thousands of open streams on raw sockets and notes when each one shows a mark.

Orders come as lines of JSON on standard input, answers go as lines of JSON to standard output:
{"open": [port, requests, count, kind], "group": g} opens sockets that send the requests in turn; {"watch": mark,
"group": g} looks out for a mark; {"wait": true} answers when all of that group have shown it, with the moments (of the
monotonic clock); {"frame": kind} answers with the bytes in which a socket of that kind saw it, in hexadecimal.
"""

import asyncio
import gc
import json
import resource
import sys
import time
from typing import Any, cast

import uvloop

_AT_ONCE = 50  # handshakes under way
_PATIENCE_SECONDS = 20
_PING, _PONG = 0x89, 0x8A  # RFC 6455, 5.5: whoever does not answer is taken for gone


class Watch:
    """Who is waited for."""

    def __init__(self) -> None:
        self.mark = b"\0"
        self.group = ""
        self.missing = 0
        self.moments: list[float] = []
        self.all_here = asyncio.Event()


class Screen(asyncio.Protocol):
    """One socket: it asks, waits for the head of the answer, then looks for the mark."""

    __slots__ = ("_request", "_watch", "group", "kind", "last", "ready", "shown", "transport")

    def __init__(self, watch: Watch, request: bytes, group: str, kind: str) -> None:
        self._watch = watch
        self._request = request
        self.group = group
        self.kind = kind
        self.last = b""
        self.shown = b""
        self.ready: asyncio.Future[None] | None = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        watch = self._watch
        if data[0] == _PING and self.ready is None:
            size = data[1]
            self.transport.write(bytes([_PONG, 0x80 | size, 0, 0, 0, 0]) + data[2 : 2 + size])  # masked with zeros
        if watch.mark in data and self.shown != watch.mark and watch.group == self.group:
            watch.moments.append(time.monotonic())
            self.shown = watch.mark
            self.last = data
            watch.missing -= 1
            if not watch.missing:
                watch.all_here.set()
        elif self.ready is not None:
            if not data.startswith((b"HTTP/1.1 200", b"HTTP/1.1 101", b"ready")):
                self.ready.set_exception(ConnectionError(data[:300].decode("latin-1")))
            else:
                self.ready.set_result(None)
            self.ready = None

    def connection_lost(self, exc: Exception | None) -> None:
        if self.ready is not None and not self.ready.done():
            self.ready.set_exception(ConnectionError(f"closed: {exc}"))


class Room:
    """All screens."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._screens: list[Screen] = []

    async def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        """Do what an order says; return the answer."""
        if "open" in order:
            await self._open(*order["open"], group=order["group"])
            return {"open": len(self._screens)}
        if "watch" in order:
            watch = self._watch
            watch.mark, watch.group, watch.moments = order["watch"].encode(), order["group"], []
            watch.missing = sum(screen.group == watch.group for screen in self._screens)
            watch.all_here.clear()
            return {"watching": watch.missing}
        if "wait" in order:
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await self._watch.all_here.wait()
            except TimeoutError:
                return {"missing": self._watch.missing, "moments": self._watch.moments}
            return {"missing": 0, "moments": self._watch.moments}
        screen = next(screen for screen in self._screens if screen.kind == order["frame"] and screen.last)
        return {"frame": screen.last.hex()}

    async def _open(self, port: int, requests: list[str], count: int, kind: str, *, group: str) -> None:
        loop = asyncio.get_running_loop()
        free = asyncio.Semaphore(_AT_ONCE)

        async def one(number: int) -> None:
            async with free:
                screen = Screen(self._watch, requests[number % len(requests)].encode(), group, kind)
                ready = screen.ready
                assert ready is not None
                await loop.create_connection(lambda: screen, "127.0.0.1", port)
                await asyncio.wait_for(ready, _PATIENCE_SECONDS)
                self._screens.append(screen)

        await asyncio.gather(*map(one, range(count)))


async def main() -> None:
    """Obey until the input ends."""
    room = Room()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        try:
            answer = await room.obey(json.loads(line))
        except (ConnectionError, TimeoutError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        gc.freeze()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    uvloop.run(main())
