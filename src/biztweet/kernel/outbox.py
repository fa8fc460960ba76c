"""The event log: events are rows of the transaction that caused them, numbered in commit order."""

from collections.abc import Sequence
from typing import get_args

import msgspec
import sqlalchemy as sa

from biztweet.events import AnyEvent, Unknown
from biztweet.kernel.tables import counters, events
from biztweet.ports.sql import Engine, Session
from biztweet.ports.sql.statement import Command, Query


class Recorded(msgspec.Struct, frozen=True):
    """An event as it stands in the log.

    `made`: what the event brought into being, whole, where this very process has just stored it; else None.
    """

    position: int
    event: AnyEvent
    created_at: int
    made: object = None


class Counters(msgspec.Struct, frozen=True):
    """The last id and position handed out, and the epoch in which positions count."""

    last_id: int
    last_position: int
    epoch: int


class _Kind(msgspec.Struct):
    kind: str


class _Row(msgspec.Struct, frozen=True):
    position: int
    body: str
    created_at: int


READ_COUNTERS = Query(Counters, sa.select(counters.c.last_id, counters.c.last_position, counters.c.epoch))
SAVE_COUNTERS = Command(
    sa.update(counters).values(last_id=sa.bindparam("last_id"), last_position=sa.bindparam("last_position"))
)
BEGIN_EPOCH = Command(sa.update(counters).values(epoch=sa.bindparam("epoch")))
APPEND = Command(sa.insert(events), appends=True)
_AFTER = Query(
    _Row,
    sa.select(events)
    .where(events.c.position > sa.bindparam("after"))
    .order_by(events.c.position)
    .limit(sa.bindparam("limit", type_=sa.Integer)),
)
_AT = Query(_Row, sa.select(events).where(events.c.position == sa.bindparam("position")))
_BEFORE = Query(
    int,
    sa.select(events.c.position)
    .where(events.c.created_at < sa.bindparam("before"))
    .order_by(events.c.position.desc())
    .limit(1),
)
_OLDEST = Query(int, sa.select(sa.func.coalesce(sa.func.min(events.c.position), 0)))

_KINDS = frozenset(kind.__name__ for kind in get_args(AnyEvent))

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def row(recorded: Recorded) -> dict[str, object]:
    """The values that `APPEND` stores for an event."""
    body = _encoder.encode(recorded.event).decode()
    return {"position": recorded.position, "body": body, "created_at": recorded.created_at}


async def events_after(engine: Engine, position: int, limit: int = 500) -> Sequence[Recorded]:
    """The next events after `position`, in order, at most `limit`."""
    rows = await engine.rows(_AFTER, {"after": position, "limit": limit})
    return [Recorded(row.position, _event(row.body), row.created_at) for row in rows]


async def position_before(engine: Engine, instant: int) -> int:
    """The last position before an instant (microseconds) not long ago; 0 where the log knows of none."""
    rows = await engine.rows(_BEFORE, {"before": instant})
    return rows[0] if rows else 0


async def contains(session: Session, recorded: Recorded) -> bool:
    """Whether this very event is in the log: its position could have been given to another one."""
    wanted = row(recorded)
    return any(
        found.body == wanted["body"] and found.created_at == recorded.created_at
        for found in await session.rows(_AT, {"position": recorded.position})
    )


async def oldest_position(engine: Engine) -> int:
    """The first position that is still in the log; 0 when it is empty."""
    [position] = await engine.rows(_OLDEST, {})
    return position


def _event(body: str) -> AnyEvent:
    """The event that a row tells of; Unknown for a kind that only a newer version knows."""
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError:
        kind = msgspec.json.decode(body, type=_Kind).kind
        if kind in _KINDS:
            raise
        return Unknown(name=kind)
