"""An outlet and a format that tests can look into."""

from biztweet.live.message import Message
from biztweet.live.stream import Format, Stream


class FakeOutlet:
    """Keeps what is written; the test says how much of it the network has not taken."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.stuck_bytes = 0
        self.code: int | None = None
        self.aborted = False

    @property
    def closed(self) -> bool:
        return self.code is not None or self.aborted

    @property
    def text(self) -> str:
        return b"".join(self.written).decode()

    def write(self, data: bytes) -> None:
        if data and not self.closed:
            self.written.append(data)

    def buffered_bytes(self) -> int:
        return self.stuck_bytes

    def close(self, code: int = 1001) -> None:
        self.code = code

    def abort(self) -> None:
        self.aborted = True


class Plain:
    """A format of short words."""

    def __init__(self, name: str = "plain", *, tells_resync: bool = True) -> None:
        self._name = name
        self._tells_resync = tells_resync

    @property
    def name(self) -> str:
        return self._name

    def heartbeat(self) -> bytes:
        return b"~"

    def resync(self, position: int) -> bytes:
        return b"resync@%d;" % position if self._tells_resync else b""

    def goodbye(self, retry_ms: int) -> bytes:
        return b"bye %d;" % retry_ms


class Heard:
    """A stream and what its client reads."""

    def __init__(self, stream: Stream, outlet: FakeOutlet) -> None:
        self.stream = stream
        self.outlet = outlet

    @property
    def text(self) -> str:
        return self.outlet.text


def a_stream(
    account_id: int | None = 1,
    *,
    format: Format | None = None,  # noqa: A002
    token_id: int | None = None,
    session_id: int | None = None,
    hidden: tuple[int, ...] = (),
) -> Heard:
    outlet = FakeOutlet()
    stream = Stream(
        format=format or Plain(),
        outlet=outlet,
        account_id=account_id,
        token_id=token_id,
        session_id=session_id,
        hidden=hidden,
    )
    return Heard(stream, outlet)


def a_message(position: int, author_id: int | None = None, text: str | None = None) -> Message:
    def render(format: Format, label: str) -> bytes | None:  # noqa: A002
        return f"{text or position}:{label};".encode()

    return Message(position, author_id, render)
