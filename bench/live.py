"""Live: one post to thousands of open streams, against a bare broadcaster of the same bytes to the same client."""

import base64
import http.client
import statistics
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.home import MASTODON
from bench.plan import Plan
from bench.room import Broadcaster, Room, broadcaster, room
from bench.rounds import Load, spread
from bench.running import Served, Servers, memory_of, served
from bench.table import Group, Row
from biztweet.inject import SESSION_COOKIE

OURS, BARE = "ours", "bare"
_POSTS_BEFORE = 10_000
_PAUSE_SECONDS = 0.7  # longer than what is collected for a crowd, so that each post is sent at once
_PROBE_SECONDS = 0.005
_CLOCK_SECONDS = 1e-4  # nothing is told to be sooner: a screen may show a post before its author has the answer
_MARK = "marker-{:06}"


def run(plan: Plan, servers: Servers | None) -> Group:
    """On SQLite; the database takes no part in what is measured."""
    side = plan.sides[0]
    with (
        served(side, min(plan.posts, _POSTS_BEFORE), servers) as server,
        room() as screens,
        broadcaster() as bare,
    ):
        rows = _measured(plan, server, screens, bare)
    return Group(
        "live",
        f"one post to {plan.screens:,} open streams: half Mastodon WebSockets, a quarter Mastodon SSE, a quarter pages",
        "From the answer to whoever posts to the last screen, which one client process reads from raw sockets. The "
        "bare broadcaster is a uvloop process that writes the very same bytes to as many sockets of that client, in "
        "turn with ours.",
        rows,
    )


def _measured(plan: Plan, server: Served, screens: Room, bare: Broadcaster) -> list[Row]:
    before = memory_of(server.pid)
    kinds = _open(plan, server, screens)
    each = (memory_of(server.pid) - before) / sum(kinds.values())
    author = Author(server)
    ours, others, asked = laps(plan, author, screens, bare, kinds)
    idle, busy = _watched(plan, server, author)
    return _rows(ours, others, asked, each, idle, busy)


def laps(
    plan: Plan, author: "Author", screens: Room, bare: Broadcaster, kinds: Mapping[str, int]
) -> tuple[list[list[float]], list[list[float]], list[float]]:
    """Post again and again to open screens, in turn with the bare broadcaster.

    Seconds from the answer to each screen, ours and the broadcaster's, and from the request to the last of ours.
    """
    screens.watch(OURS, _MARK.format(0))
    author.post(_MARK.format(0))
    screens.moments()
    frames = {kind: screens.frame(kind) for kind in kinds}
    for kind, count in kinds.items():
        screens.open(BARE, f"bare {kind}", bare.port, [f"{kind}\n"], count)
    ours: list[list[float]] = []
    others: list[list[float]] = []
    asked: list[float] = []  # from the request, not from its answer
    for number in range(1, plan.posts_to_screens + 1):
        mark = _MARK.format(number)
        screens.watch(BARE, mark)
        bare.say({kind: _marked(frame, mark) for kind, frame in frames.items()})
        others.append(_since(time.monotonic(), screens.moments()))
        screens.watch(OURS, mark)
        asked_at = time.monotonic()
        author.post(mark)
        answered_at = time.monotonic()
        moments = screens.moments()
        ours.append(_since(answered_at, moments))
        asked.append(moments[-1] - asked_at)
        time.sleep(_PAUSE_SECONDS)
    return ours, others, asked


def _rows(
    ours: list[list[float]],
    others: list[list[float]],
    asked: list[float],
    bytes_each: float,
    idle: float,
    busy: float,
) -> list[Row]:
    last, bare_last = [lags[-1] for lags in ours], [lags[-1] for lags in others]
    every = sorted(lag for lags in ours for lag in lags)
    p99 = every[len(every) * 99 // 100]
    base = spread([Load(lag, 0, 0) for lag in bare_last])
    against = statistics.median(a / b for a, b in zip(last, bare_last, strict=True))
    return [
        Row(
            "last screen",
            f"{statistics.median(last) * 1e3:.0f} ms",
            f"bare broadcaster {statistics.median(bare_last) * 1e3:.0f} ms",
            against,
            base,
            target="T5",
            at_most=1.5,
            more=f"median screen {every[len(every) // 2] * 1e3:.0f} ms, worst {max(last) * 1e3:.0f} ms; "
            f"from the request {statistics.median(asked) * 1e3:.0f} ms",
        ),
        Row("99th of 100 screens, in s", f"{p99 * 1e3:.0f} ms", "–", p99, target="T5", at_most=0.25),
        Row(
            "API's p99, a post a second",
            f"{busy * 1e3:.1f} ms",
            f"idle {idle * 1e3:.1f} ms",
            busy / idle,
            target="T5",
            at_most=3,
        ),
        Row("memory a screen, in kB", f"{bytes_each / 1e3:.1f} kB", "–", bytes_each / 1e3, target="T5", at_most=25),
    ]


def _open(plan: Plan, server: Served, screens: Room) -> Mapping[str, int]:
    """Open the streams, by kind; return how many of each."""
    quarter = plan.screens // 4
    kinds = {"websocket": plan.screens - 2 * quarter, "sse": quarter, "page": quarter}
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    upgrade = (
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\n"
    )

    def get(path: str, *lines: str) -> str:
        return f"GET {path} HTTP/1.1\r\n{host}{''.join(lines)}\r\n"

    requests = {
        "websocket": [
            get("/api/v1/streaming?stream=public:local", upgrade, f"Authorization: {key.authorization}\r\n")
            for key in server.readers
        ],
        "sse": [
            get("/api/v1/streaming/public/local", f"Authorization: {key.authorization}\r\n") for key in server.readers
        ],
        "page": [get("/live", f"Cookie: {SESSION_COOKIE}={key.cookie}\r\n") for key in server.readers],
    }
    for kind, count in kinds.items():
        screens.open(OURS, kind, server.port, requests[kind], count)
    return kinds


def _marked(frame: bytes, mark: str) -> bytes:
    return frame.replace(_MARK.format(0).encode(), mark.encode())


def _since(began: float, moments: list[float]) -> list[float]:
    return [max(_CLOCK_SECONDS, moment - began) for moment in moments]


class Author:
    """Somebody who posts, and somebody who reads, each on a connection of their own."""

    def __init__(self, server: Served) -> None:
        self._headers = {"Authorization": server.readers[0].authorization}
        self._posting = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        self._reading = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)

    def post(self, mark: str) -> None:
        """Return when the post is acknowledged."""
        form = self._headers | {"Content-Type": "application/x-www-form-urlencoded"}
        self._posting.request("POST", "/api/v1/statuses", f"status=Hello+{mark}", form)
        answer = self._posting.getresponse()
        answer.read()
        assert answer.status == http.client.OK

    def read_for(self, seconds: float) -> float:
        """Read home again and again, with a pause; return the p99 of the waits."""
        waits = []
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            self._reading.request("GET", MASTODON, headers=self._headers)
            self._reading.getresponse().read()
            waits.append(time.perf_counter() - began)
            time.sleep(_PROBE_SECONDS)
        waits.sort()
        return waits[len(waits) * 99 // 100]


def _watched(plan: Plan, server: Served, author: Author) -> tuple[float, float]:
    """The API's p99 while nothing happens, and while somebody posts once a second."""
    author.read_for(1)
    idle = author.read_for(plan.watch_seconds)
    with _posting(Author(server)):
        return idle, author.read_for(plan.watch_seconds)


@contextmanager
def _posting(author: Author) -> Iterator[None]:
    over = threading.Event()

    def post() -> None:
        number = 0
        while not over.wait(1):
            number += 1
            author.post(f"{number}-while-somebody-reads")

    thread = threading.Thread(target=post)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
