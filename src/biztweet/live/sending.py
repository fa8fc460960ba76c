"""An outlet over ASGI's `send`, for a server or test client that hands over no transport."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_LAST_WORDS_SECONDS = 5.0


class SendingOutlet:
    """Queues what is written and sends it from a task of its own; the hub knows no difference.

    `parts` makes ASGI messages of written bytes, `end` makes the last one of the close code.
    """

    def __init__(self, send: Send, parts: Callable[[bytes], Iterable[Message]], end: Callable[[int], Message]) -> None:
        self._send = send
        self._parts = parts
        self._end = end
        self._queue: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._buffered_bytes = 0
        self._ending = False
        self._task: asyncio.Task[None] | None = None

    @property
    def closed(self) -> bool:
        """The end is written, or sending failed because the reader went."""
        return self._ending or (self._task is not None and self._task.done())

    def begin(self) -> None:
        """The head of the answer is sent."""
        self._task = asyncio.create_task(self._pump())

    def write(self, data: bytes) -> None:
        """Queue whole frames."""
        if data and not self.closed:
            self._buffered_bytes += len(data)
            self._queue.put_nowait(data)

    def buffered_bytes(self) -> int:
        """What is queued and not yet sent."""
        return self._buffered_bytes

    def close(self, code: int = 1001) -> None:
        """End it after what is queued."""
        if not self.closed:
            self._ending = True
            self._queue.put_nowait(code)

    def abort(self) -> None:
        """End it at once."""
        self._ending = True
        if self._task is not None:
            self._task.cancel()

    async def finish(self) -> None:
        """Wait for the last words; a failure to send them is the reader's going."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_LAST_WORDS_SECONDS if self._ending else 0)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _pump(self) -> None:
        while True:
            item = await self._queue.get()
            if isinstance(item, int):
                await self._send(self._end(item))
                return
            for message in self._parts(item):
                await self._send(message)
            self._buffered_bytes -= len(item)
