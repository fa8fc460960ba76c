"""Fan-out: one message, written to every stream of a channel without a task or a queue for each."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from biztweet.live.message import Message
from biztweet.live.pace import Pace
from biztweet.live.slow_readers import SlowReaders
from biztweet.live.stream import Format, Stream

Wants = Callable[[Stream], bool]

_AT_ONCE = 2.0  # writes to a crowd that need not wait for a tick


class Sending(NamedTuple):
    """A message, and which streams of the channel it is for (None: all)."""

    message: Message
    wants: Wants | None


class Group:
    """Streams of a channel that read the same bytes: the same format, the channel under the same label."""

    __slots__ = ("format", "label", "streams")

    def __init__(self, format: Format, label: str) -> None:  # noqa: A002  # the contract's word
        self.format = format
        self.label = label
        self.streams: dict[Stream, None] = {}


class Channel:
    """The streams that listen to one thing, and what waits to be written to them."""

    __slots__ = ("allowance", "collector", "groups", "lock", "refilled_at", "waiting")

    def __init__(self) -> None:
        self.groups: dict[tuple[str, str], Group] = {}
        self.waiting: list[Sending] = []
        self.lock = asyncio.Lock()  # held while writing, so that order stands
        self.collector: asyncio.Task[None] | None = None
        self.allowance = _AT_ONCE
        self.refilled_at = 0.0

    def add(self, stream: Stream, label: str) -> None:
        """Write to `stream` from now on, under `label`."""
        key = (stream.format.name, label)
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = Group(stream.format, label)
        group.streams[stream] = None

    def remove(self, stream: Stream, label: str) -> None:
        """Write no more to `stream` under `label`."""
        key = (stream.format.name, label)
        group = self.groups.get(key)
        if group is not None:
            group.streams.pop(stream, None)
            if not group.streams:
                del self.groups[key]

    def size(self) -> int:
        """How many sockets one message is written to."""
        return sum(len(group.streams) for group in self.groups.values())

    def spend(self) -> None:
        """One write is made."""
        self.allowance = max(0.0, self.allowance - 1)


class Fanout:
    """Writes to channels: a lone message at once, a flood of them joined, a tick at a time."""

    def __init__(self, pace: Pace, slow: SlowReaders, now: Callable[[], float]) -> None:
        self._pace = pace
        self._slow = slow
        self._now = now
        self._tasks: set[asyncio.Task[None]] = set()

    async def send(self, channel: Channel, sending: Sending) -> None:
        """Write to the channel's streams, or leave it with what is collected for the next tick.

        All frames are made before the first is written: whatever a renderer raises is raised here, with nothing sent.
        """
        for group in channel.groups.values():
            sending.message.frame(group.format, group.label)
        if not channel.waiting and not channel.lock.locked() and self._delay(channel) <= 0:
            async with channel.lock:
                channel.spend()
                await self._write(channel, [sending])
            return
        channel.waiting.append(sending)
        if channel.collector is None:
            channel.collector = asyncio.create_task(self._collect(channel))
            self._tasks.add(channel.collector)
            channel.collector.add_done_callback(self._tasks.discard)
        if len(channel.waiting) >= self._pace.waiting_messages:
            await asyncio.wait({channel.collector})

    async def stop(self) -> None:
        """Write nothing more; what is collected is dropped, since clients find it in the log."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _delay(self, channel: Channel) -> float:
        """Seconds until the channel may be written to: a crowd is, twice at once, then once a tick."""
        if channel.size() <= self._pace.crowd:
            return 0
        now = self._now()
        gained = (now - channel.refilled_at) / self._pace.tick_seconds
        channel.allowance = min(_AT_ONCE, channel.allowance + gained)
        channel.refilled_at = now
        return self._pace.tick_seconds * (1 - channel.allowance)

    async def _collect(self, channel: Channel) -> None:
        try:
            while channel.waiting:
                await asyncio.sleep(max(0, self._delay(channel)))
                async with channel.lock:
                    channel.spend()
                    batch = channel.waiting[: self._pace.messages_a_write]
                    del channel.waiting[: self._pace.messages_a_write]
                    await self._write(channel, batch)
        finally:
            channel.collector = None

    async def _write(self, channel: Channel, batch: Sequence[Sending]) -> None:
        limit = self._pace.buffer_bytes
        turn = self._pace.sockets_a_turn
        written = 0
        for group in tuple(channel.groups.values()):
            parts = [
                (sending, frame)
                for sending in batch
                if (frame := sending.message.frame(group.format, group.label)) is not None
            ]
            if not parts:
                continue
            whole = b"".join(frame for _, frame in parts)
            authors = {sending.message.author_id for sending, _ in parts}
            first = min(sending.message.position for sending, _ in parts)
            for_all = all(sending.wants is None for sending, _ in parts)
            for stream in tuple(group.streams):
                outlet = stream.outlet
                shown = not stream.hidden or authors.isdisjoint(stream.hidden)
                if not (for_all and shown and stream.live and stream.since < first):
                    self._write_chosen(stream, parts)
                elif outlet.buffered_bytes() > limit:
                    self._slow.add(stream)
                else:
                    outlet.write(whole)
                written += 1
                if not written % turn:
                    await asyncio.sleep(0)

    def _write_chosen(self, stream: Stream, parts: Sequence[tuple[Sending, bytes]]) -> None:
        """The same for a stream that is not to get everything, or not yet."""
        chosen = [
            (message.position, frame)
            for (message, wants), frame in parts
            if message.position > stream.since
            and message.author_id not in stream.hidden
            and (wants is None or wants(stream))
        ]
        if not chosen or stream.closed:
            return
        if stream.live:
            if stream.outlet.buffered_bytes() > self._pace.buffer_bytes:
                self._slow.add(stream)
            else:
                stream.outlet.write(b"".join(frame for _, frame in chosen))
        elif stream.behind:
            self._slow.skipped += len(chosen)
        else:
            for position, frame in chosen:
                stream.hold(position, frame, self._pace.buffer_bytes)
