"""The numbers of live delivery, in one place; the defaults were measured (docs/decisions, performance)."""

import msgspec


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How fast, how much and how patient the hub is."""

    heartbeat_seconds: float = 15.0
    """Proxies and clients give up silent connections after 20 s at the earliest (tweepy: 21 s)."""

    sockets_a_turn: int = 100
    """Written to before other work gets its turn: at 7,000 screens the API's p99 is 4 ms so, 69 ms without."""

    crowd: int = 100
    """Only channels with more streams than this are worth collecting for."""

    tick_seconds: float = 0.2
    """Between two writes to a crowd when much happens: the number of writes costs, not their size."""

    messages_a_write: int = 64
    """Joined into one write at most."""

    waiting_messages: int = 256
    """Collected at most; whoever brings more waits for the next write."""

    buffer_bytes: int = 256 * 1024
    """Written and not taken by the network: beyond it a reader is skipped. It bounds what is held back, too."""

    patience_seconds: float = 30.0
    """A skipped reader that has not taken what it was sent by then is cut."""

    check_seconds: float = 1.0
    """Between two looks at skipped readers."""

    retry_ms: tuple[int, int] = (1_000, 15_000)
    """After a restart clients come back spread over this span."""
