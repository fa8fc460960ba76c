"""Stream: one open connection of one viewer, as the hub sees it."""

from collections.abc import Iterable
from typing import Protocol


class Outlet(Protocol):
    """The connection under a stream, as the server hands it over."""

    @property
    def closed(self) -> bool:
        """Nothing more can be written: the reader went, or we ended it."""

    def write(self, data: bytes) -> None:
        """Hand over whole frames, or nothing; never waits. What is written to a closed outlet is dropped."""

    def buffered_bytes(self) -> int:
        """How much is written and not yet taken by the network."""

    def close(self, code: int = 1001) -> None:
        """End it politely, after what is written; `code` is WebSocket's (RFC 6455, 7.4) and says why."""

    def abort(self) -> None:
        """End it at once; what is not yet taken by the network is dropped."""


class Format(Protocol):
    """How frames look to one kind of client: a dialect, its transport and, where text is made, the language."""

    @property
    def name(self) -> str:
        """Streams whose formats share a name share the rendered bytes."""

    def heartbeat(self) -> bytes:
        """What keeps a silent connection open; empty where the transport does that by itself."""

    def resync(self, position: int) -> bytes:
        """Tells the client to read anew, which shows all up to `position`; empty where the dialect cannot say so."""

    def goodbye(self, retry_ms: int) -> bytes:
        """Tells the client to come back after so long; empty where the dialect cannot say so."""


class Stream:
    """One open stream of one viewer. `hidden` and `followees` are replaced by reactors while it is open.

    `token_id` is set when an app holds the stream, `session_id` when a browser does. Authors in `hidden` (muted or
    blocked) are never shown; `followees` are those of a Home that is set to "following", None where it shows everybody,
    of whom `without_reposts` come without their reposts; `topics` are those that it shows besides.
    """

    __slots__ = (
        "account_id",
        "behind",
        "closed",
        "followees",
        "format",
        "held",
        "held_bytes",
        "hidden",
        "live",
        "outlet",
        "overflowed",
        "session_id",
        "since",
        "subscriptions",
        "token_id",
        "topics",
        "without_reposts",
    )

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        *,
        format: Format,  # noqa: A002  # the contract's word
        outlet: Outlet,
        account_id: int | None = None,
        token_id: int | None = None,
        session_id: int | None = None,
        hidden: Iterable[int] = (),
        followees: Iterable[int] | None = None,
        topics: Iterable[str] = (),
        without_reposts: Iterable[int] = (),
    ) -> None:
        self.account_id = account_id
        self.token_id = token_id
        self.session_id = session_id
        self.format = format
        self.outlet = outlet
        self.hidden = frozenset(hidden)
        self.followees = None if followees is None else frozenset(followees)
        self.topics = frozenset(topics)
        self.without_reposts = frozenset(without_reposts)

        # The hub's own notes. A stream is catching up (not live, not behind), live, behind, or closed.
        self.live = False
        self.behind = False
        self.closed = False
        self.since = 0  # what happened up to this position is known to the client
        self.held: list[tuple[int, bytes]] = []
        self.held_bytes = 0
        self.overflowed = False
        self.subscriptions: set[tuple[str, str]] = set()

    def hold(self, position: int, frame: bytes, limit_bytes: int) -> None:
        """Keep a frame until the stream is live; past `limit_bytes` all are dropped, and the client must read anew."""
        if self.overflowed:
            return
        self.held_bytes += len(frame)
        if self.held_bytes > limit_bytes:
            self.overflowed = True
            self.held = []
        else:
            self.held.append((position, frame))

    def release(self, position: int) -> bytes:
        """The held frames after `position`, joined; nothing is held from now on."""
        frames = b"".join(frame for at, frame in self.held if at > position)
        self.held = []
        self.held_bytes = 0
        return frames
