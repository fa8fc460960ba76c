"""Events to open streams: each is made into a happening once, and told on its channels."""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog

from biztweet.accounts.model import Home
from biztweet.accounts.people import People
from biztweet.announcements.board import Board
from biztweet.events import (
    AccountBlocked,
    AccountChanged,
    AccountDeactivated,
    AccountFollowed,
    AccountMuted,
    AccountUnblocked,
    AccountUnfollowed,
    AccountUnmuted,
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementUnreacted,
    AnyEvent,
    ConversationChanged,
    ListChanged,
    ListDeleted,
    ListMembersAdded,
    ListMembersRemoved,
    MessageDeleted,
    MessageSent,
    Notified,
    PollClosed,
    PollVoted,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostReposted,
    QuoteDetached,
    RepostsWanted,
    SessionEnded,
    TokenRevoked,
    TokensRevoked,
    TopicFollowed,
    TopicUnfollowed,
)
from biztweet.kernel.outbox import Recorded
from biztweet.live import channels
from biztweet.live.filters import Filters
from biztweet.live.happening import Dialect, Happening, Preparing
from biztweet.live.hub import Hub
from biztweet.live.message import Message, Render
from biztweet.live.routes import Route, doing, list_routes, routes, tells_departments, tells_lists
from biztweet.live.stream import Format, Stream
from biztweet.messages.conversations import Conversations
from biztweet.notifications.inbox import Inbox
from biztweet.posts.hydrate import Views
from biztweet.posts.touched import changed_posts
from biztweet.posts.view import Shared
from biztweet.timelines.following import followed
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
        self._views = views
        self._people = people
        self._timelines = timelines
        self._inbox = inbox
        self._conversations = conversations
        self._board = board
        self.filters = Filters(timelines.db, hub)

    async def tell(self, recorded: Sequence[Recorded]) -> None:
        """Tell what happened, in order; one that cannot be told does not keep the others back."""
        for event in recorded:
            try:
                await self._obey(event.event)
                await self.filters.obey(event.event)
                await self._tell(event)
            except Exception:
                log.exception("event_not_told", position=event.position)

    async def heard(self, event: AnyEvent) -> list[Route]:
        """The channels an event is told on, as far as anybody here listens; those of lists as lists stand now."""
        found = [route for route in routes(event) if self.hub.listened(route[0])]
        author_id = tells_departments(event)
        if author_id is not None and self.hub.listened_of_kind(channels.DEPARTMENT):
            channel = channels.department((await self._people.one(author_id)).department)
            found += [(channel, None)] if self.hub.listened(channel) else []
        if tells_lists(event):
            for list_id in map(channels.list_id_of, self.hub.listened_of_kind(channels.LIST)):
                roster = await self._timelines.rosters.of(list_id)
                if roster is not None:
                    found += list_routes(event, list_id, await of_list(self._timelines, roster))
        return found

    async def happening(self, recorded: Recorded) -> Happening:
        """The event with the post, or the notice, that it is about."""
        event = recorded.event
        mark = f"{self.epoch}-{recorded.position}"
        if isinstance(event, Notified):
            notification = await self._inbox.one(event.notification_id)
            if notification is None:
                return Happening(recorded.position, mark, event)
            actors = await self._people.by_id([notification.actor_id])
            post_id = notification.post_id
            # A notice is told to its recipient only, who was addressed if it is about a message.
            told_of = await self._views.shared([post_id] if post_id is not None else [], messages=True)
            shared = told_of.get(post_id) if post_id is not None else None
            actor = actors.get(notification.actor_id)
            return Happening(
                position=recorded.position,
                mark=mark,
                event=event,
                shared=shared,
                actor=actor,
                notification=notification,
                created_at=recorded.created_at,
            )
        if isinstance(event, ConversationChanged):
            seen = await self._conversations.seen_by(event.account_id, event.conversation_id)
            return Happening(recorded.position, mark, event, conversation=seen)
        if isinstance(event, AnnouncementPublished | AnnouncementReacted | AnnouncementUnreacted):
            told = await self._board.one(event.announcement_id)
            return Happening(recorded.position, mark, event, announcement=told)
        subject, changed = _subject(event), changed_posts(event)
        ids = [*changed, subject] if subject is not None else changed
        read = await self._views.shared(ids, messages=isinstance(event, MessageSent))
        found = {post_id: shared for post_id, shared in read.items() if _stands(shared)}
        did = doing(event) or (0, 0)
        people = await self._people.by_id(did) if any(did) and self.hub.listened(channels.doings(did[0])) else {}
        return Happening(
            position=recorded.position,
            mark=mark,
            event=event,
            shared=found.get(subject) if subject is not None else None,
            changed=tuple(found[post_id] for post_id in changed if post_id in found),
            actor=people.get(did[0]),
            target=people.get(did[1]),
            created_at=recorded.created_at,
        )

    async def _tell(self, recorded: Recorded) -> None:
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
            told = message_of(msgspec.structs.replace(happening, rules=rules)) if rules else message
            await self.hub.broadcast(channel, told)
            if not number % _CHANNELS_A_TURN:
                await asyncio.sleep(0)

    async def _prepare(self, channel: str, happening: Happening) -> None:
        for format in self.hub.formats(channel):  # noqa: A001 - the hub's own word
            await prepare(format, happening)

    async def _obey(self, event: AnyEvent) -> None:  # noqa: C901 - one line per kind of event
        """What an event changes about the streams themselves: whom they hide and follow, whether they may go on."""
        match event:
            case AccountDeactivated():
                self.hub.cut(account_id=event.account_id)
            case TokenRevoked():
                self.hub.cut(token_id=event.token_id)
            case TokensRevoked():
                for token_id in event.token_ids:
                    self.hub.cut(token_id=token_id)
            case SessionEnded():
                self.hub.cut(session_id=event.session_id)
            case AccountMuted() | AccountUnmuted() | AccountBlocked() | AccountUnblocked():
                await self._redraw_circle(event.account_id)
            case AccountFollowed() | AccountUnfollowed() | RepostsWanted():
                await self._redraw_circle(event.follower_id)
            case ListChanged() | ListDeleted() | ListMembersAdded() | ListMembersRemoved():
                await self._redraw_circle(event.owner_id)
            case TopicFollowed() | TopicUnfollowed():
                await self._redraw_topics(event.account_id)
            case AccountChanged():
                await self._choose_home(event.account_id)
            case _:
                pass

    async def _redraw_circle(self, account_id: int) -> None:
        streams = self.hub.streams_of(account_id)
        if streams:
            circle = await self._timelines.graph.circle(account_id)
            followees = (await followed(self._timelines, account_id)).authors
            for stream in streams:
                stream.hidden = circle.hidden
                stream.without_reposts = circle.without_reposts
                stream.followees = None if stream.followees is None else followees

    async def _redraw_topics(self, account_id: int) -> None:
        for stream in self.hub.streams_of(account_id):
            stream.topics = await self._timelines.topics.followed(account_id)

    async def _choose_home(self, account_id: int) -> None:
        streams = self.hub.streams_of(account_id)
        if streams:
            account = await self._people.one(account_id)
            followees = (await followed(self._timelines, account_id)).authors
            for stream in streams:
                self._move_home(stream, account.home, followees)

    def _move_home(self, stream: Stream, choice: Home, followees: frozenset[int]) -> None:
        left, entered = home_channel(Home.company), home_channel(Home.following)
        if choice is Home.company:
            left, entered = entered, left
        # A page that shows the following timeline for itself, under its own name, shows it whatever Home is.
        apart = (channels.FOLLOWING, channels.FOLLOWING)
        stream.followees = followees if choice is Home.following or apart in stream.subscriptions else None
        moved = [label for channel, label in stream.subscriptions if channel == left and (channel, label) != apart]
        for label in moved:
            self.hub.unsubscribe(stream, left, label)
            self.hub.subscribe(stream, entered, label)


def home_channel(choice: Home) -> str:
    """The channel on which somebody's Home is heard."""
    return channels.FOLLOWING if choice is Home.following else channels.HOME


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


def _subject(event: AnyEvent) -> int | None:
    """The post an event is about; one that was deleted is not there to be shown."""
    return None if isinstance(event, PostDeleted | MessageDeleted) else getattr(event, "post_id", None)


def _stands(shared: Shared) -> bool:
    return shared.post.deleted_at is None
