"""Resume: what a stream missed is read from the log, after it was registered and before it goes live."""

import msgspec

from biztweet.kernel import outbox
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.relay import Relay
from biztweet.live.happening import Dialect, Happening
from biztweet.live.opening import HttpOpening, WebSocketOpening
from biztweet.live.react import Live, author_of, prepare
from biztweet.live.stream import Stream

_PAGE = 200
_MAX_POSITION_DIGITS = 18  # digits: any such number fits 64 bits


def position_in(mark: str, epoch: int) -> int | None:
    """The position that a client's mark `EPOCH-POSITION` names; None if it is none, or of another epoch."""
    of_epoch, dash, position = mark.partition("-")
    if not dash or not of_epoch.isascii() or not of_epoch.isdigit() or not position.isascii() or not position.isdigit():
        return None
    return int(position) if int(of_epoch) == epoch and len(position) <= _MAX_POSITION_DIGITS else None


async def go_live(
    db: Database,
    relay: Relay,
    live: Live,
    stream: Stream,
    opening: HttpOpening | WebSocketOpening,
    mark: str | None = None,
) -> None:
    """Let an opened stream hear what happened since `mark`, and from now on what happens; nothing twice, nothing lost.

    Without a mark it starts now. With one that the log does not reach back to, the client is told to read anew.
    """
    if mark is None:
        live.hub.go_live(stream, relay.position)
        return
    position = position_in(mark, live.epoch)
    oldest = await outbox.oldest_position(db.engine) or relay.position + 1
    if position is None or position > relay.position or position < oldest - 1:
        stream.outlet.write(stream.format.resync(relay.position))
        live.hub.go_live(stream, relay.position)
        return
    while position < relay.position and not stream.outlet.closed:
        events = await outbox.events_after(db.engine, position, _PAGE)
        if not events:
            break
        for event in events:
            await _replay(live, stream, event)
        position = events[-1].position
        await opening.breathe()
    live.hub.go_live(stream, max(position, stream.since))


async def _replay(live: Live, stream: Stream, recorded: Recorded) -> None:
    heard = [
        label
        for channel, wants in await live.heard(recorded.event)
        for subscribed, label in stream.subscriptions
        if subscribed == channel and (wants is None or wants(stream))
    ]
    if author_of(recorded.event) in stream.hidden or not (heard or live.filters.may_pass(recorded.event)):
        return
    happening = await live.happening(recorded)
    for label in dict.fromkeys(heard):
        await _write(stream, happening, label)
    for channel, rules in live.filters.passed(recorded.event, happening.shared):
        for subscribed, label in stream.subscriptions:
            if subscribed == channel:
                await _write(stream, msgspec.structs.replace(happening, rules=rules), label)


async def _write(stream: Stream, happening: Happening, label: str) -> None:
    dialect: Dialect = stream.format  # type: ignore[assignment] # every format opened here can tell
    await prepare(dialect, happening)
    if (frame := dialect.render(happening, label)) is not None:
        stream.outlet.write(frame)
