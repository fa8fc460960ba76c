"""Listener: what all connections of a listening process share: their limits, their deadlines, who comes from where."""

import ipaddress
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from uvicorn import Config

from biztweet.server.deadlines import Deadlines
from biztweet.server.outlet import Chunk

VOUCH = "biztweet.vouch"
"""Under this name the scope's extensions have a function to call once it is known who asks."""


_CROWD = 40  # times the number of strangers may come at once: 8,000 connections cost 80 MB for seconds


class ListenerLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a connection may take. Sources: reliability row 45 (deadlines), HTTP servers' usual bounds (heads)."""

    head_bytes: int = 32 * 1024
    head_lines: int = 100
    head_seconds: float = 10.0
    body_seconds: float = 30.0
    """A body may take longer only while it comes at `body_bytes_per_second`."""
    body_bytes_per_second: int = 50_000
    unread_bytes: int = 8 * 1024 * 1024
    """Of a body that is already answered (413, 401): read and dropped, so that the client gets to read the answer."""
    idle_seconds: int = 65
    """Longer than common proxies keep a connection (60 s), so that it is they who end it."""
    stalled_seconds: float = 60.0
    """A reader may leave a full buffer of an answer untouched for so long."""
    strangers_per_address: int | None = 200
    """Connections of one address (IPv6: of one /64) that nobody vouched for; None lifts it."""
    stranger_seconds: float = 2.0
    """Within this time one that came beyond that number must be vouched for: a whole office may come back at once."""
    websocket_messages_per_second: int = 10


class Guarded(Protocol):
    """A connection, as its listener sees it."""

    @property
    def waiting(self) -> bool:
        """Nothing is being answered on it."""

    def head_late(self) -> None:
        """The time for a request's head is over."""

    def body_late(self) -> None:
        """It is time to look how a request's body comes along."""

    def stalled(self) -> None:
        """The reader leaves its answer untouched."""

    def hang_up(self) -> None:
        """End it at once."""


class Listener:
    """Watches the connections of one process. `exempt` tells addresses (trusted proxies) that may hold any number."""

    def __init__(self, limits: ListenerLimits, exempt: Callable[[str], bool] = lambda _address: False) -> None:
        self.limits = limits
        self.heads: Deadlines[Guarded] = Deadlines(limits.head_seconds, lambda connection: connection.head_late())
        self.bodies: Deadlines[Guarded] = Deadlines(limits.body_seconds, lambda connection: connection.body_late())
        self.stalls: Deadlines[Guarded] = Deadlines(limits.stalled_seconds, lambda connection: connection.stalled())
        self.farewells: Deadlines[Guarded] = Deadlines(1.0, lambda connection: connection.hang_up())
        self.chunk = Chunk()
        self._exempt = exempt
        self._newcomers: Deadlines[Guarded] = Deadlines(limits.stranger_seconds, self._look_at)
        self._strangers: dict[str, set[Guarded]] = {}
        self._address_by_stranger: dict[Guarded, str] = {}

    def enter(self, connection: Guarded, address: str | None) -> bool:
        """Let a connection in; False when its address holds far too many."""
        limit = self.limits.strangers_per_address
        if limit is None or address is None or self._exempt(address):
            return True
        group = _group(address)
        strangers = self._strangers.setdefault(group, set())
        if len(strangers) >= limit * _CROWD:
            return False
        if len(strangers) >= limit:
            self._newcomers.start(connection)
        strangers.add(connection)
        self._address_by_stranger[connection] = group
        return True

    def vouch(self, connection: Guarded) -> None:
        """Somebody we know is on this connection: it counts no longer."""
        group = self._address_by_stranger.pop(connection, None)
        if group is not None:
            self._newcomers.stop(connection)
            strangers = self._strangers[group]
            strangers.discard(connection)
            if not strangers:
                del self._strangers[group]

    def leave(self, connection: Guarded) -> None:
        """The connection is gone."""
        self.vouch(connection)
        for deadlines in (self.heads, self.bodies, self.stalls, self.farewells):
            deadlines.stop(connection)

    def _look_at(self, newcomer: Guarded) -> None:
        """One that came beyond the number may stay if there is room now; while it is being answered, we wait."""
        group = self._address_by_stranger[newcomer]
        if len(self._strangers[group]) <= (self.limits.strangers_per_address or 0):
            return
        if newcomer.waiting:
            self.leave(newcomer)
            newcomer.hang_up()
        else:
            self._newcomers.start(newcomer)


class ListenerConfig(Config):
    """uvicorn's settings, and the listener that its protocols share."""

    def __init__(self, app: Any, listener: Listener, **settings: Any) -> None:  # noqa: ANN401  # as uvicorn takes them
        super().__init__(app, **settings)
        self.listener = listener


def _group(address: str) -> str:
    if ":" not in address:
        return address
    ip = ipaddress.IPv6Address(address.partition("%")[0])
    return str(ip.ipv4_mapped or ipaddress.IPv6Network((int(ip) >> 64 << 64, 64)))
