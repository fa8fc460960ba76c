"""Board: the active announcements, remembered until an event changes them; and what a viewer did with each."""

from collections import defaultdict

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.announcements import store
from biztweet.announcements.model import AnnouncementView, Reaction
from biztweet.events import (
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementUnreacted,
    AnnouncementWithdrawn,
)
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded

_ALL = 0


class Board:
    """This process's memory of what is active."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: Cache[int, tuple[AnnouncementView, ...]] = Cache(1)

    async def active(self) -> tuple[AnnouncementView, ...]:
        """What is active, as it looks to nobody in particular: by when it begins, the first to come first."""
        known = self._known.get(_ALL)
        if known is None:
            ticket = self._known.ticket()
            known = await self._read()
            self._known.put(_ALL, known, ticket)
        return known

    async def seen_by(self, viewer: Viewer) -> list[AnnouncementView]:
        """What is active, as the viewer sees it; two queries, none where nothing is."""
        active = await self.active()
        if not active:
            return []
        ids = [view.announcement.id for view in active]
        mine = {
            (one.announcement_id, one.emoji) for one in await self._db.lookup(store.MINE, ids=ids, account_id=viewer.id)
        }
        read = frozenset(await self._db.lookup(store.DISMISSED, ids=ids, account_id=viewer.id))
        return [_seen(view, mine, read) for view in active]

    async def unread(self, viewer: Viewer) -> list[AnnouncementView]:
        """What is active and the viewer has not put away; one query, none where nothing is."""
        active = await self.active()
        if not active:
            return []
        ids = [view.announcement.id for view in active]
        read = frozenset(await self._db.lookup(store.DISMISSED, ids=ids, account_id=viewer.id))
        return [view for view in active if view.announcement.id not in read]

    async def one(self, announcement_id: int) -> AnnouncementView | None:
        """One that is active."""
        return next((view for view in await self.active() if view.announcement.id == announcement_id), None)

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        match recorded.event:
            case AnnouncementPublished() | AnnouncementWithdrawn() | AnnouncementReacted() | AnnouncementUnreacted():
                self._known.drop((_ALL,))
            case _:
                pass

    async def _read(self) -> tuple[AnnouncementView, ...]:
        found = await self._db.rows(store.ACTIVE)
        reactions: defaultdict[int, list[Reaction]] = defaultdict(list)
        if found:
            for count in await self._db.rows(store.COUNTS, ids=[announcement.id for announcement in found]):
                reactions[count.announcement_id].append(Reaction(count.emoji, count.count))
        return tuple(AnnouncementView(announcement, tuple(reactions[announcement.id])) for announcement in found)


def _seen(view: AnnouncementView, mine: set[tuple[int, str]], read: frozenset[int]) -> AnnouncementView:
    own = view.announcement.id
    reactions = [msgspec.structs.replace(each, mine=(own, each.emoji) in mine) for each in view.reactions]
    return AnnouncementView(view.announcement, tuple(reactions), read=own in read)
