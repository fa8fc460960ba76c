"""Conversations as their members see them: their list, one by one, and the messages in everybody's box."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from biztweet.access.viewer import Viewer
from biztweet.accounts.people import People
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.messages import store
from biztweet.messages.errors import ConversationNotFound
from biztweet.messages.model import Conversation, ConversationView, InboxEntry, Move, key_of
from biztweet.messages.store import By
from biztweet.posts.hydrate import Views


class Conversations:
    """All conversations of one company; nothing of them is remembered here."""

    def __init__(self, db: Database, people: People, views: Views) -> None:
        self._db = db
        self._people = people
        self._views = views

    async def page(self, viewer: Viewer, page: Page) -> list[InboxEntry]:
        """The viewer's list, the one with the newest message first; page by that message's id. One query."""
        return await store.INBOX.page(self._db, page, account_id=viewer.id)

    async def views(self, viewer: Viewer, entries: Sequence[InboxEntry]) -> list[ConversationView]:
        """What the viewer sees of each, in their order; a fixed number of queries."""
        if not entries:
            return []
        member_ids: defaultdict[int, list[int]] = defaultdict(list)
        for seat in await self._db.rows(store.SEATS, ids=[each.conversation_id for each in entries]):
            member_ids[seat.conversation_id].append(seat.account_id)
        accounts = await self._people.by_id({account_id for ids in member_ids.values() for account_id in ids})
        last_ids = [each.last_message_id for each in entries]
        last = {view.id: view for view in await self._views.of(viewer, last_ids, messages=True)}
        return [
            ConversationView(
                entry=each,
                members=tuple(accounts[i] for i in member_ids[each.conversation_id] if i in accounts),
                last=last[each.last_message_id],
            )
            for each in entries
            if each.last_message_id in last
        ]

    async def one(self, viewer: Viewer, conversation_id: int) -> ConversationView:
        """A conversation that stands in the viewer's list. Raises ConversationNotFound."""
        entry = await self._db.one(store.INBOX_ENTRY, account_id=viewer.id, conversation_id=conversation_id)
        views = [] if entry is None else await self.views(viewer, [entry])
        if not views:
            raise ConversationNotFound
        return views[0]

    async def those(self, viewer: Viewer, ids: Iterable[int]) -> dict[int, ConversationView]:
        """The conversations of `ids` that stand in the viewer's list; a fixed number of queries."""
        entries = await self._db.rows(store.INBOX_ENTRIES, account_id=viewer.id, ids=list(ids))
        return {view.id: view for view in await self.views(viewer, entries)}

    async def seen_by(self, account_id: int, conversation_id: int) -> ConversationView | None:
        """The same for an account; None where there is nothing to be seen."""
        try:
            return await self.one(Viewer(account_id), conversation_id)
        except ConversationNotFound:
            return None

    async def between(self, viewer: Viewer, *other_ids: int) -> Conversation | None:
        """The viewer's conversation with these people and nobody else, or with themselves."""
        return await self._db.one(store.BY_KEY, key=key_of({viewer.id, *other_ids}))

    async def by_ids(self, ids: Iterable[int]) -> dict[int, Conversation]:
        """The conversations of `ids`, whoever asks: what was said in them is another question. At most one query."""
        wanted = list(ids)
        found = await self._db.rows(store.BY_IDS, ids=wanted) if wanted else []
        return {conversation.id: conversation for conversation in found}

    async def message_ids(
        self,
        viewer: Viewer,
        page: Page,
        *,
        conversation_id: int | None = None,
        by: By = "anybody",
    ) -> list[int]:
        """Messages the viewer may read, newest first: all, or those of one conversation; one query.

        `by` says whose.
        """
        box = store.BOX[conversation_id is not None, by]
        return await box.page(self._db, page, account_id=viewer.id, conversation_id=conversation_id)

    async def moves(self, viewer: Viewer, page: Page, *, conversation_id: int | None = None) -> list[Move]:
        """Who came into the viewer's groups and who left them, or one of them, newest first; one query."""
        box = store.MOVES[conversation_id is not None]
        return await box.page(self._db, page, account_id=viewer.id, conversation_id=conversation_id)

    async def move(self, viewer: Viewer, move_id: int) -> Move | None:
        """One of them; None where there is none for the viewer."""
        return await self._db.one(store.MOVE, account_id=viewer.id, move_id=move_id)

    async def unread(self, viewer: Viewer) -> int:
        """In how many conversations something stands that the viewer has not read."""
        return await self._db.one(store.COUNT_UNREAD, account_id=viewer.id) or 0
