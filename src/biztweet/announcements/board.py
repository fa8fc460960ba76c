"""Board: the announcements that stand, remembered until an event changes them; and what a viewer did with each."""

from collections import defaultdict

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.announcements import store
from biztweet.announcements.model import Reaction, Told
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
    """This process's memory of what stands."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: Cache[int, tuple[Told, ...]] = Cache(1)

    async def standing(self) -> tuple[Told, ...]:
        """What stands, as it looks to nobody in particular: by when it begins, the first to come first."""
        known = self._known.get(_ALL)
        if known is None:
            ticket = self._known.ticket()
            known = await self._read()
            self._known.put(_ALL, known, ticket)
        return known

    async def seen_by(self, viewer: Viewer) -> list[Told]:
        """What stands, as the viewer sees it; two queries, none where nothing stands."""
        standing = await self.standing()
        if not standing:
            return []
        ids = [told.announcement.id for told in standing]
        mine = {
            (one.announcement_id, one.emoji) for one in await self._db.lookup(store.MINE, ids=ids, account_id=viewer.id)
        }
        read = frozenset(await self._db.lookup(store.DISMISSED, ids=ids, account_id=viewer.id))
        return [_seen(told, mine, read) for told in standing]

    async def unread(self, viewer: Viewer) -> list[Told]:
        """What stands and the viewer has not put away; one query, none where nothing stands."""
        standing = await self.standing()
        if not standing:
            return []
        ids = [told.announcement.id for told in standing]
        read = frozenset(await self._db.lookup(store.DISMISSED, ids=ids, account_id=viewer.id))
        return [told for told in standing if told.announcement.id not in read]

    async def one(self, announcement_id: int) -> Told | None:
        """One that stands."""
        return next((told for told in await self.standing() if told.announcement.id == announcement_id), None)

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        match recorded.event:
            case AnnouncementPublished() | AnnouncementWithdrawn() | AnnouncementReacted() | AnnouncementUnreacted():
                self._known.drop((_ALL,))
            case _:
                pass

    async def _read(self) -> tuple[Told, ...]:
        found = await self._db.rows(store.STANDING)
        reactions: defaultdict[int, list[Reaction]] = defaultdict(list)
        if found:
            for count in await self._db.rows(store.COUNTS, ids=[announcement.id for announcement in found]):
                reactions[count.announcement_id].append(Reaction(count.emoji, count.count))
        return tuple(Told(announcement, tuple(reactions[announcement.id])) for announcement in found)


def _seen(told: Told, mine: set[tuple[int, str]], read: frozenset[int]) -> Told:
    own = told.announcement.id
    reactions = [msgspec.structs.replace(each, mine=(own, each.emoji) in mine) for each in told.reactions]
    return Told(told.announcement, tuple(reactions), read=own in read)
