"""Events to open streams: each is made into a happening once, and told on its channels."""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog

from biztweet.accounts.people import People
from biztweet.announcements.board import Board
from biztweet.events import (
    AnyEvent,
    PollClosed,
    PollVoted,
    PostEdited,
    PostPublished,
    PostReposted,
    QuoteDetached,
)
from biztweet.kernel.outbox import Recorded
from biztweet.live import channels
from biztweet.live.happening import Dialect, Happening, Preparing
from biztweet.live.hub import Hub
from biztweet.live.message import Message, Render
from biztweet.live.reading import Reading
from biztweet.live.routes import Route, list_routes, reaches_departments, reaches_lists, routes
from biztweet.live.stream import Format
from biztweet.live.stream_rules import Filters
from biztweet.live.upkeep import Upkeep
from biztweet.messages.conversations import Conversations
from biztweet.notifications.inbox import Inbox
from biztweet.posts.hydrate import Views
from biztweet.timelines.list import of_list
from biztweet.timelines.sources import Sources

log = structlog.get_logger()

_CHANNELS_A_TURN = 100  # of rules and filters; then other work gets its turn (live/pace.py)


class Live:
    """What this process tells its open streams. `epoch`: the one in which positions count."""

    def __init__(
        self,
        hub: Hub,
        views: Views,
        people: People,
        timelines: Sources,
        inbox: Inbox,
        conversations: Conversations,
        board: Board,
    ) -> None:
        self.hub = hub
        self.epoch = 0
        self._people = people
        self._timelines = timelines
        self._reading = Reading(hub, views, people, inbox, conversations, board)
        self._upkeep = Upkeep(hub, people, timelines)
        self.filters = Filters(timelines.db, hub)

    async def deliver(self, recorded: Sequence[Recorded]) -> None:
        """Tell what happened, in order; one that cannot be told does not keep the others back."""
        for event in recorded:
            try:
                await self._upkeep.obey(event.event)
                await self.filters.obey(event.event)
                await self._deliver(event)
            except Exception:
                log.exception("event_not_told", position=event.position)

    async def heard(self, event: AnyEvent) -> list[Route]:
        """The channels an event is told on, as far as anybody here listens; those of lists as lists stand now."""
        found = [route for route in routes(event) if self.hub.listened(route[0])]
        author_id = reaches_departments(event)
        if author_id is not None and self.hub.listened_of_kind(channels.DEPARTMENT):
            channel = channels.department((await self._people.one(author_id)).department)
            found += [(channel, None)] if self.hub.listened(channel) else []
        if reaches_lists(event):
            for list_id in map(channels.list_id_of, self.hub.listened_of_kind(channels.LIST)):
                roster = await self._timelines.rosters.of(list_id)
                if roster is not None:
                    found += list_routes(event, list_id, await of_list(self._timelines, roster))
        return found

    async def happening(self, recorded: Recorded) -> Happening:
        """The event with what it is about."""
        return await self._reading.happening(recorded, f"{self.epoch}-{recorded.position}")

    async def _deliver(self, recorded: Recorded) -> None:
        heard = await self.heard(recorded.event)
        if not heard and not self.filters.may_pass(recorded.event):
            return
        happening = await self.happening(recorded)
        message = message_of(happening)
        for channel, wants in heard:
            await self._prepare(channel, happening)
            await self.hub.broadcast(channel, message, wants)
        for number, (channel, rules) in enumerate(self.filters.passed(recorded.event, happening.shared), 1):
            await self._prepare(channel, happening)
            matched = message_of(msgspec.structs.replace(happening, rules=rules)) if rules else message
            await self.hub.broadcast(channel, matched)
            if not number % _CHANNELS_A_TURN:
                await asyncio.sleep(0)

    async def _prepare(self, channel: str, happening: Happening) -> None:
        for format in self.hub.formats(channel):  # noqa: A001 - the hub's own word
            await prepare(format, happening)


async def prepare(format: Format, happening: Happening) -> None:  # noqa: A002 - the hub's own word
    """Let a format read what it needs, if it needs anything."""
    preparing: Preparing | None = format if hasattr(format, "prepare") else None  # type: ignore[assignment] # it has it
    if preparing is not None:
        await preparing.prepare(happening)


def message_of(happening: Happening) -> Message:
    """What the hub writes of a happening."""
    return Message(happening.position, author_of(happening.event), renderer(happening))


def renderer(happening: Happening) -> Render:
    """How each format makes its frame of a happening."""

    def render(format: Format, label: str) -> bytes | None:  # noqa: A002 - the hub's own word
        dialect: Dialect = format  # type: ignore[assignment] # every format that is opened here can tell
        return dialect.render(happening, label)

    return render


def author_of(event: AnyEvent) -> int | None:
    """Whose post an event brings: those who hide them are not told. Of deletions everybody is."""
    match event:
        case PostPublished() | PostEdited() | PostReposted() | PollVoted() | PollClosed() | QuoteDetached():
            return event.author_id
        case _:
            return None
