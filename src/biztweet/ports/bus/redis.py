"""Valkey or Redis pub/sub as a doorbell between processes."""

import asyncio
import contextlib
from collections.abc import Callable

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff

log = structlog.get_logger()

_AGAIN_SECONDS = 0.5
_OBEY_SECONDS = 0.1


class RedisBus:
    """Rings on one channel per company. Positions that pile up while the broker is slow are folded into the last."""

    def __init__(self, url: str, channel: str) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            retry=Retry(ExponentialBackoff(cap=1, base=0.05), 5),
            socket_connect_timeout=2,
            socket_timeout=5,
        )
        self._channel = channel
        self._heard: Callable[[int], None] = lambda _: None
        self._newest = 0
        self._grown = asyncio.Event()

    def ring(self, position: int) -> None:
        """Tell the others soon."""
        self._newest = max(self._newest, position)
        self._grown.set()

    def listen(self, heard: Callable[[int], None]) -> None:
        """Call `heard` for each ring, and with 0 after each (re)subscription: what rang before it was missed."""
        self._heard = heard

    async def run(self) -> None:
        """Carry rings both ways until cancelled."""
        tasks = [
            asyncio.create_task(self._send(), name="bus send"),
            asyncio.create_task(self._receive(), name="bus receive"),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            await _ended(tasks)
        for task in tasks:
            task.result()

    async def close(self) -> None:
        """End the connections."""
        await self._redis.aclose()

    async def _send(self) -> None:
        while True:
            await self._grown.wait()
            self._grown.clear()
            try:
                await self._redis.publish(self._channel, str(self._newest))
            except Exception as error:  # noqa: BLE001 - whatever it was, the next ring may succeed
                log.warning("bus_silent", error=repr(error))
                await asyncio.sleep(_AGAIN_SECONDS)
                self._grown.set()

    async def _receive(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as subscription:
                    await subscription.subscribe(self._channel)
                    while True:
                        message = await subscription.get_message(timeout=None)
                        if message is not None:
                            self._hear(message)
            except Exception as error:  # noqa: BLE001 - whatever it was: who listens no more hears every ring too late
                log.warning("bus_deaf", error=repr(error))
                await asyncio.sleep(_AGAIN_SECONDS)

    def _hear(self, message: dict[str, object]) -> None:
        # redis-py reconnects by itself and in silence (its issue 3979); the new subscription is the only sign of a gap.
        if message["type"] == "subscribe":
            self._heard(0)
        elif message["type"] == "message":
            with contextlib.suppress(ValueError):
                self._heard(int(str(message["data"], "ascii") if isinstance(message["data"], bytes) else 0))


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until all have obeyed: up to Python 3.11 `asyncio.wait_for`, by which redis-py sends, may swallow it."""
    while waiting := [task for task in tasks if not task.done()]:
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting, timeout=_OBEY_SECONDS)
