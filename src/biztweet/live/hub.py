"""Hub: this process's open streams, by channel; what happens is written to them, once rendered for all."""

import asyncio
import itertools
import math
import random
import time
from collections.abc import Callable, Iterable
from typing import NoReturn

import msgspec

from biztweet.kernel.errors import Unavailable
from biztweet.live import channels
from biztweet.live.fanout import Channel, Fanout, Sending, Wants
from biztweet.live.message import Message
from biztweet.live.pace import Pace
from biztweet.live.register import Register
from biztweet.live.slow_readers import SlowReaders
from biztweet.live.stream import Format, Stream

_NO_LONGER_ALLOWED = 1008  # "policy violation"; these codes: RFC 6455, 7.4.1, and IANA's registry
_RESTART = 1012  # "service restart"
_TOO_SLOW = 1013  # "try again later"


class Counts(msgspec.Struct, frozen=True):
    """Figures for the metrics page: open streams by format name, frames skipped and streams cut since the start."""

    streams: dict[str, int]
    skipped: int
    cut: int


class Hub:
    """Open streams and what they listen to.

    `streams_per_account` bounds the streams that the apps of one account hold at once (browsers are not counted);
    None lifts it. `now` counts seconds and never goes back.
    """

    def __init__(
        self,
        *,
        streams_per_account: int | None = 10,
        pace: Pace | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pace = pace or Pace()
        self._moments = max(1, math.ceil(self._pace.heartbeat_seconds / self._pace.check_seconds))
        self._register = Register(streams_per_account, self._moments)
        self._slow = SlowReaders(self._pace.patience_seconds, now)
        self._fanout = Fanout(self._pace, self._slow, now)
        self._channels: dict[str, Channel] = {}
        self._names_by_kind: dict[str, set[str]] = {}
        self._position = 0
        self._cut = 0
        self._leaving = False

    # ── streams ─────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, stream: Stream, subscriptions: Iterable[tuple[str, str]]) -> None:
        """Register a stream for (channel, label) pairs; what happens is held back for it until `go_live`.

        Call it before the first byte of the answer, so that nothing happens unheard. Raises TooManyStreams, and
        Unavailable once the process is stopping.
        """
        if self._leaving:
            raise Unavailable("The server is restarting")
        self._register.add(stream)
        for channel, label in subscriptions:
            self.subscribe(stream, channel, label)

    def subscribe(self, stream: Stream, channel: str, label: str) -> None:
        """Let the stream hear a channel, which its dialect calls `label`; twice is once."""
        if not stream.closed:
            stream.subscriptions.add((channel, label))
            if channel not in self._channels:
                self._channels[channel] = Channel()
                self._names_by_kind.setdefault(channels.kind_of(channel), set()).add(channel)
            self._channels[channel].add(stream, label)

    def unsubscribe(self, stream: Stream, channel: str, label: str) -> None:
        """Let the stream no longer hear a channel under `label`."""
        stream.subscriptions.discard((channel, label))
        if channel in self._channels:
            self._channels[channel].remove(stream, label)
            if not self._channels[channel].groups:
                del self._channels[channel]
                self._names_by_kind[channels.kind_of(channel)].discard(channel)

    def go_live(self, stream: Stream, position: int) -> None:
        """The client knows all up to `position`: send what was held since, and from now on what happens.

        Where more happened meanwhile than could be held, the client is told to read anew.
        """
        if stream.closed or stream.live or stream.behind:
            return
        stream.since = position
        frames = stream.release(position)
        if stream.overflowed:
            self._resync(stream)
        else:
            stream.outlet.write(frames)
            stream.live = True

    def close(self, stream: Stream) -> None:
        """Forget a stream; its outlet is left to whoever opened it. Twice is once."""
        if self._register.remove(stream):
            stream.closed = True
            stream.live = False
            self._slow.forget(stream)
            for channel, label in tuple(stream.subscriptions):
                self.unsubscribe(stream, channel, label)

    def cut(self, *, account_id: int | None = None, token_id: int | None = None, session_id: int | None = None) -> int:
        """End at once the streams of a person, a token or a session that may listen no longer; return how many."""
        streams = {
            *self._register.held_by("account", account_id),
            *self._register.held_by("token", token_id),
            *self._register.held_by("session", session_id),
        }
        for stream in streams:
            self._end(stream, _NO_LONGER_ALLOWED)
        self._cut += len(streams)
        return len(streams)

    def streams_of(self, account_id: int) -> tuple[Stream, ...]:
        """Open streams of an account: for reactors that replace what they hide or follow."""
        return self._register.held_by("account", account_id)

    def listened(self, channel: str) -> bool:
        """Whether anybody hears this channel: what nobody hears need not be looked up."""
        return channel in self._channels

    def listened_of_kind(self, kind: str) -> tuple[str, ...]:
        """The channels of a kind that anybody hears."""
        return tuple(self._names_by_kind.get(kind, ()))

    def formats(self, channel: str) -> list[Format]:
        """The formats in which a channel is told here, one for all that share their bytes."""
        listeners = self._channels.get(channel)
        return [] if listeners is None else [group.format for group in listeners.groups.values()]

    def counts(self) -> Counts:
        """Figures for the metrics page."""
        return Counts(streams=self._register.count_by_format(), skipped=self._slow.skipped, cut=self._cut)

    # ── what happens ────────────────────────────────────────────────────────────────────────────────────────────

    async def broadcast(self, channel: str, message: Message, wants: Wants | None = None) -> None:
        """Write a message to the streams of a channel, or to those of them that `wants` picks.

        Bring messages in the order of their positions. When much happens to a crowd, it is collected for up to a tick;
        whatever rendering raises is raised here.
        """
        self._position = max(self._position, message.position)
        listeners = self._channels.get(channel)
        if listeners is not None:
            await self._fanout.send(listeners, Sending(message, wants))

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> NoReturn:
        """Heartbeats, spread over their interval, and looks at slow readers; until cancelled."""
        for moment in itertools.cycle(range(self._moments)):
            await asyncio.sleep(self._pace.check_seconds)
            for stream in self._slow.caught_up():
                self._resync(stream)
            for stream in self._slow.given_up():
                self._cut += 1
                self.close(stream)
                stream.outlet.abort()
            await self._each(self._register.due(moment), self._beat)
        raise AssertionError  # a cycle has no end

    async def goodbye(self) -> None:
        """Tell every stream to come back, each after a time of its own, and end it; none is opened any more."""
        self._leaving = True
        await self._fanout.stop()
        await self._each(self._register, self._send_away)

    def _resync(self, stream: Stream) -> None:
        """Tell the client to read anew; one whose dialect has no word for it comes back by itself when it is ended."""
        stream.since = max(stream.since, self._position)
        frame = stream.format.resync(stream.since)
        if frame:
            stream.overflowed = False
            stream.outlet.write(frame)
            stream.live = True
        else:
            self._end(stream, _TOO_SLOW)

    def _end(self, stream: Stream, code: int) -> None:
        self.close(stream)
        if stream.outlet.buffered_bytes():
            stream.outlet.abort()
        else:
            stream.outlet.close(code)

    def _beat(self, stream: Stream) -> None:
        if stream.outlet.closed:
            self.close(stream)
        elif stream.live and not stream.outlet.buffered_bytes():
            stream.outlet.write(stream.format.heartbeat())

    def _send_away(self, stream: Stream) -> None:
        if stream.live:
            retry_ms = random.randint(*self._pace.retry_ms)  # noqa: S311  # spreads clients, guards nothing
            stream.outlet.write(stream.format.goodbye(retry_ms))
        self.close(stream)
        stream.outlet.close(_RESTART)

    async def _each(self, streams: Iterable[Stream], act: Callable[[Stream], None]) -> None:
        for number, stream in enumerate(streams, 1):
            act(stream)
            if not number % self._pace.sockets_a_turn:
                await asyncio.sleep(0)
