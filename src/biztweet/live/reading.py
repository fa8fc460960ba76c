"""Events read into happenings: with the post, the notice, the conversation or the announcement that each is about."""

from biztweet.accounts.people import People
from biztweet.announcements.board import Board
from biztweet.events import (
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementUnreacted,
    AnyEvent,
    ConversationChanged,
    MessageDeleted,
    MessageSent,
    Notified,
    PostDeleted,
)
from biztweet.kernel.outbox import Recorded
from biztweet.live import channels
from biztweet.live.happening import Happening
from biztweet.live.hub import Hub
from biztweet.live.routes import doing
from biztweet.messages.conversations import Conversations
from biztweet.notifications.inbox import Inbox
from biztweet.posts.changes import changed_posts
from biztweet.posts.hydrate import Views
from biztweet.posts.view import Shared


class Reading:
    """Reads what an event is about once, for all who listen."""

    def __init__(
        self, hub: Hub, views: Views, people: People, inbox: Inbox, conversations: Conversations, board: Board
    ) -> None:
        self._hub = hub
        self._views = views
        self._people = people
        self._inbox = inbox
        self._conversations = conversations
        self._board = board

    async def happening(self, recorded: Recorded, mark: str) -> Happening:
        """The event with the post, or the notice, that it is about; `mark` is its position as clients send it back."""
        event = recorded.event
        if isinstance(event, Notified):
            notification = await self._inbox.one(event.notification_id)
            if notification is None:
                return Happening(recorded.position, mark, event)
            actors = await self._people.by_id([notification.actor_id])
            post_id = notification.post_id
            # A notice is told to its recipient only, who was addressed if it is about a message.
            shared_by_id = await self._views.shared([post_id] if post_id is not None else [], messages=True)
            shared = shared_by_id.get(post_id) if post_id is not None else None
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
            active = await self._board.one(event.announcement_id)
            return Happening(recorded.position, mark, event, announcement=active)
        subject, changed = _subject(event), changed_posts(event)
        ids = [*changed, subject] if subject is not None else changed
        read = await self._views.shared(ids, messages=isinstance(event, MessageSent))
        found = {post_id: shared for post_id, shared in read.items() if _exists(shared)}
        did = doing(event) or (0, 0)
        people = await self._people.by_id(did) if any(did) and self._hub.listened(channels.doings(did[0])) else {}
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


def _subject(event: AnyEvent) -> int | None:
    """The post an event is about; one that was deleted is not there to be shown."""
    return None if isinstance(event, PostDeleted | MessageDeleted) else getattr(event, "post_id", None)


def _exists(shared: Shared) -> bool:
    return shared.post.deleted_at is None
