"""Stale + stream = fresh: the test of everything live.

A screen reads a timeline once, then only listens; whatever was done meanwhile, it must show what a fresh read shows.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.events import PostDeleted, PostPublished, PostReposted
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.live.happening import Happening
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.posts.view import Shared
from biztweet.timelines.following import followed

Read = Callable[[], Awaitable[list[int]]]
EVERYTHING = Page(limit=1_000)


class Line(msgspec.Struct, frozen=True):
    """What a screen shows of one post."""

    id: int
    text: str
    revision: int
    likes: int
    replies: int
    reposts: int
    votes: tuple[int, ...] = ()
    voting_is_over: bool = False


class Heard(msgspec.Struct, frozen=True):
    """One frame as the tests' own dialect says it."""

    mark: str
    kind: str
    label: str
    post_id: int
    line: Line | None = None
    changed: tuple[Line, ...] = ()


class Plain:
    """A dialect for tests: one JSON object a line."""

    name = "plain"

    def heartbeat(self) -> bytes:
        return b""

    def resync(self, position: int) -> bytes:
        return b'{"resync":%d}\n' % position

    def goodbye(self, retry_ms: int) -> bytes:
        return b""

    def render(self, happening: Happening, label: str) -> bytes | None:
        post_id = getattr(happening.event, "post_id", None)
        if post_id is None:
            return None
        line = line_of(happening.shared) if happening.shared else None
        kind = type(happening.event).__name__
        changed = tuple(map(line_of, happening.changed))
        return msgspec.json.encode(Heard(happening.mark, kind, label, post_id, line, changed)) + b"\n"


class Paper:
    """An outlet that keeps what is written to it."""

    def __init__(self) -> None:
        self.closed = False
        self.written = b""

    def write(self, data: bytes) -> None:
        self.written += data

    def buffered_bytes(self) -> int:
        return 0

    def close(self, code: int = 1001) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True


class _Opening:
    async def breathe(self, patience_seconds: float = 30.0) -> None:
        """A paper takes everything."""


class Screen:
    """An open page of one viewer: what it read at first, and all it has heard since."""

    def __init__(self, company: Company, viewer: Viewer, read: Read, subscriptions: Iterable[tuple[str, str]]) -> None:
        self._company = company
        self._viewer = viewer
        self._read = read
        self._subscriptions = tuple(subscriptions)
        self._mark = f"{company.live.epoch}-{company.relay.position}"
        self.lines: list[Line] = []
        self.paper = Paper()
        self.stream: Stream | None = None

    async def load(self) -> None:
        """Read the timeline, as a page does when it is opened."""
        self._mark = f"{self._company.live.epoch}-{self._company.relay.position}"
        self.lines = await self.fresh()

    async def connect(self) -> None:
        """Open the stream, resumed after the last thing heard."""
        circle = await self._company.graph.circle(self._viewer.id)
        self.paper = Paper()
        self.stream = Stream(
            format=Plain(),
            outlet=self.paper,
            account_id=self._viewer.id,
            hidden=circle.hidden,
            without_reposts=circle.without_reposts,
            followees=(await followed(self._company.timelines, self._viewer.id)).authors,
        )
        hub, relay = self._company.hub, self._company.relay
        hub.open(self.stream, self._subscriptions)
        await go_live(self._company.db, relay, self._company.live, self.stream, _Opening(), self._mark)  # type: ignore[arg-type]

    def disconnect(self) -> None:
        """Lose the connection; what was heard so far is on the screen."""
        self._take_in()
        if self.stream is not None:
            self._company.hub.close(self.stream)
            self.stream = None

    async def fresh(self) -> list[Line]:
        """What a page opened now would show."""
        ids = await self._read()
        shared = await self._company.views.shared(ids)
        return [line_of(shared[post_id]) for post_id in ids]

    async def shows_what_is_fresh(self) -> None:
        """Assert that stale + stream = fresh, once all that happened has been told."""
        await told(self._company)
        self._take_in()
        assert self.lines == await self.fresh()

    def _take_in(self) -> None:
        for text in self.paper.written.splitlines():
            assert b"resync" not in text
            heard = msgspec.json.decode(text, type=Heard)
            assert _position(heard.mark) >= _position(self._mark), "told twice, or in another order"
            self._mark = heard.mark
            self._apply(heard)
        self.paper.written = b""

    def _apply(self, heard: Heard) -> None:
        changed = {line.id: line for line in heard.changed}
        self.lines = [changed.get(line.id, line) for line in self.lines]
        if heard.kind == PostDeleted.__name__:
            self.lines = [line for line in self.lines if line.id != heard.post_id]
        elif heard.label != "changes" and heard.kind in (PostPublished.__name__, PostReposted.__name__) and heard.line:
            self.lines = [heard.line, *(line for line in self.lines if line.id != heard.post_id)]


@asynccontextmanager
async def watching(company: Company, viewer: Viewer, read: Read, *heard: tuple[str, str]) -> AsyncIterator[Screen]:
    """A screen of `viewer` that has read `read()` and listens to the channels in `heard`, and to changes."""
    screen = Screen(company, viewer, read, [*heard, (channels.CHANGES, "changes")])
    await screen.load()
    await screen.connect()
    yield screen
    screen.disconnect()


async def told(company: Company) -> None:
    """Return when everything committed so far has been told to this process's streams."""
    await company.relay.barrier()
    await company.relay.delivered()
    await asyncio.sleep(0.3)  # what is collected per tick is written by now (live/pace.py)


def line_of(shared: Shared) -> Line:
    """What a screen shows of a post."""
    shown = shared.original or shared
    post, poll = shown.post, shown.poll
    return Line(
        id=shared.post.id,
        text=post.text,
        revision=post.revision,
        likes=post.like_count,
        replies=post.reply_count,
        reposts=post.repost_count,
        votes=tuple(option.vote_count for option in poll.options) if poll else (),
        voting_is_over=poll is not None and poll.closed,
    )


def _position(mark: str) -> int:
    return int(mark.partition("-")[2])
