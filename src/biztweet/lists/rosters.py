"""Rosters: lists with their members, remembered until an event changes them."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import (
    AnyEvent,
    ListChanged,
    ListDeleted,
    ListMembersAdded,
    ListMembersRemoved,
    ListPinned,
    ListSubscribed,
    ListUnpinned,
    ListUnsubscribed,
)
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page
from biztweet.lists import store
from biztweet.lists.errors import ListNotFound
from biztweet.lists.model import List
from biztweet.lists.visibility import may_see

_LISTS = 1_000
_OWNERS = 4_000
_PINNED = Page(limit=5)  # as many as Twitter shows beside Home


class Roster(msgspec.Struct, frozen=True):
    """A list and who stands in it."""

    list: List
    members: frozenset[int]


class Rosters:
    """This process's memory of lists."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rosters: Cache[int, Roster] = Cache(_LISTS)
        self._apart: Cache[int, frozenset[int]] = Cache(_OWNERS)
        self._pinned: Cache[int, tuple[int, ...]] = Cache(_OWNERS)

    async def seen(self, viewer: Viewer, list_id: int) -> Roster:
        """A list as the viewer sees it. Raises ListNotFound."""
        found = await self.of(list_id)
        if found is None or not may_see(viewer, found.list):
            raise ListNotFound
        return found

    async def of(self, list_id: int) -> Roster | None:
        """A list, whoever's it is; None if it is not there. At most two queries, mostly none."""
        known = self._rosters.get(list_id)
        if known is not None:
            return known
        ticket = self._rosters.ticket()
        found = await self._db.one(store.BY_IDS, ids=[list_id])
        if found is None:
            return None
        roster = Roster(found, frozenset(await self._db.rows(store.MEMBER_IDS, list_id=list_id)))
        self._rosters.put(list_id, roster, ticket)
        return roster

    async def apart(self, account_id: int) -> frozenset[int]:
        """Whom an account reads in its exclusive lists and not in its following timeline; itself never."""
        known = self._apart.get(account_id)
        if known is not None:
            return known
        ticket = self._apart.ticket()
        found = frozenset(await self._db.rows(store.EXCLUSIVE_MEMBER_IDS, owner_id=account_id)) - {account_id}
        self._apart.put(account_id, found, ticket)
        return found

    async def pinned(self, viewer: Viewer) -> list[List]:
        """The lists that the viewer keeps at hand, as they may see them now, the latest pinned first; few."""
        known = self._pinned.get(viewer.id)
        if known is None:
            ticket = self._pinned.ticket()
            values = {"account_id": viewer.id, "viewer_id": viewer.id}
            entries = await store.LISTS["pinned"].page(self._db, _PINNED, **values)
            known = tuple(entry.subject_id for entry in entries)
            self._pinned.put(viewer.id, known, ticket)
        found = [await self.of(list_id) for list_id in known]
        return [roster.list for roster in found if roster is not None and may_see(viewer, roster.list)]

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if (list_id := changed_list(recorded.event)) is not None:
            self._rosters.drop([list_id])
        if (owner_id := changed_following(recorded.event)) is not None:
            self._apart.drop([owner_id])
        match recorded.event:
            case ListPinned() | ListUnpinned() as event:
                self._pinned.drop([event.account_id])
            case ListChanged() | ListDeleted():
                self._pinned.clear()  # of everybody who had pinned it


def changed_list(event: AnyEvent) -> int | None:
    """The list whose row or members an event changed."""
    match event:
        case ListChanged() | ListDeleted() | ListMembersAdded() | ListMembersRemoved():
            return event.list_id
        case ListSubscribed() | ListUnsubscribed():
            return event.list_id
        case _:
            return None


def changed_following(event: AnyEvent) -> int | None:
    """Whose following timeline may hold others now, since one of their lists changed."""
    match event:
        case ListChanged() | ListDeleted() | ListMembersAdded() | ListMembersRemoved():
            return event.owner_id
        case _:
            return None
