"""Our own load client, for machines without wrk: some connections, each asks again as soon as it is answered."""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from typing import cast

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"
_PATIENCE_SECONDS = 10


async def run(
    requests: Sequence[bytes], url: str, connections: int, seconds: float
) -> tuple[int, float, int, float, float]:
    """Answers, seconds, failures, p50 and p99 in milliseconds."""
    host, _, port = url.removeprefix("http://").partition("/")[0].partition(":")
    loop = asyncio.get_running_loop()
    shared = itertools.cycle(requests)
    until = time.perf_counter() + seconds
    began = time.perf_counter()
    asking = [
        (await loop.create_connection(lambda: _Asking(shared, until), host, int(port)))[1] for _ in range(connections)
    ]
    async with asyncio.timeout(seconds + _PATIENCE_SECONDS):
        await asyncio.gather(*[each.over for each in asking])
    took = time.perf_counter() - began
    waits = sorted(wait for each in asking for wait in each.waits)
    failed = sum(each.failed for each in asking)
    if not waits:
        return 0, took, failed, 0.0, 0.0
    return len(waits), took, failed, waits[len(waits) // 2] * 1e3, waits[len(waits) * 99 // 100] * 1e3


class _Asking(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waits: list[float] = []
        self.failed = 0
        self._requests = requests
        self._until = until
        self._asked_at = 0.0
        self._wanted = 0  # bytes of the answer under way; 0 while its head is not here
        self._here = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._here += data
        if not self._wanted:
            end = self._here.find(_HEAD_END)
            if end < 0:
                return
            head = self._here[:end].lower() + b"\r\n"
            at = head.find(_LENGTH) + len(_LENGTH)
            self._wanted = end + len(_HEAD_END) + int(head[at : head.index(b"\r\n", at)])
            self.failed += not head.startswith((b"http/1.1 2", b"http/1.1 3"))
        if len(self._here) >= self._wanted:
            self.waits.append(time.perf_counter() - self._asked_at)
            self._here, self._wanted = b"", 0
            if time.perf_counter() < self._until:
                self._ask()
            else:
                self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.failed += exc is not None or time.perf_counter() < self._until
        if not self.over.done():
            self.over.set_result(None)

    def _ask(self) -> None:
        self._asked_at = time.perf_counter()
        self._transport.write(next(self._requests))
