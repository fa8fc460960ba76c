"""Upkeep of open streams: whom they hide and follow, and whether they may go on, as events change it."""

from biztweet.accounts.model import Home
from biztweet.accounts.people import People
from biztweet.events import (
    AccountBlocked,
    AccountChanged,
    AccountDeactivated,
    AccountFollowed,
    AccountMuted,
    AccountUnblocked,
    AccountUnfollowed,
    AccountUnmuted,
    AnyEvent,
    ListChanged,
    ListDeleted,
    ListMembersAdded,
    ListMembersRemoved,
    RepostsWanted,
    SessionEnded,
    TokenRevoked,
    TokensRevoked,
    TopicFollowed,
    TopicUnfollowed,
)
from biztweet.live import channels
from biztweet.live.hub import Hub
from biztweet.live.stream import Stream
from biztweet.timelines.following import followed
from biztweet.timelines.sources import Sources


class Upkeep:
    """Keeps this process's open streams true."""

    def __init__(self, hub: Hub, people: People, timelines: Sources) -> None:
        self._hub = hub
        self._people = people
        self._timelines = timelines

    async def obey(self, event: AnyEvent) -> None:  # noqa: C901 - one line per kind of event
        """What an event changes about the streams themselves: whom they hide and follow, whether they may go on."""
        match event:
            case AccountDeactivated():
                self._hub.cut(account_id=event.account_id)
            case TokenRevoked():
                self._hub.cut(token_id=event.token_id)
            case TokensRevoked():
                for token_id in event.token_ids:
                    self._hub.cut(token_id=token_id)
            case SessionEnded():
                self._hub.cut(session_id=event.session_id)
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
        streams = self._hub.streams_of(account_id)
        if streams:
            circle = await self._timelines.graph.circle(account_id)
            followees = (await followed(self._timelines, account_id)).authors
            for stream in streams:
                stream.hidden = circle.hidden
                stream.without_reposts = circle.without_reposts
                stream.followees = None if stream.followees is None else followees

    async def _redraw_topics(self, account_id: int) -> None:
        for stream in self._hub.streams_of(account_id):
            stream.topics = await self._timelines.topics.followed(account_id)

    async def _choose_home(self, account_id: int) -> None:
        streams = self._hub.streams_of(account_id)
        if streams:
            account = await self._people.one(account_id)
            followees = (await followed(self._timelines, account_id)).authors
            for stream in streams:
                self._move_home(stream, account.home, followees)

    def _move_home(self, stream: Stream, choice: Home, followees: frozenset[int]) -> None:
        left, entered = channels.home_channel(Home.company), channels.home_channel(Home.following)
        if choice is Home.company:
            left, entered = entered, left
        # A page that shows the following timeline for itself, under its own name, shows it whatever Home is.
        apart = (channels.FOLLOWING, channels.FOLLOWING)
        stream.followees = followees if choice is Home.following or apart in stream.subscriptions else None
        moved = [label for channel, label in stream.subscriptions if channel == left and (channel, label) != apart]
        for label in moved:
            self._hub.unsubscribe(stream, left, label)
            self._hub.subscribe(stream, entered, label)
