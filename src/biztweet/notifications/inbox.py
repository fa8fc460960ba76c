"""The inbox: what somebody was told, how far they have read, and what they put away."""

from collections.abc import Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import NotificationsRead
from biztweet.follows.graph import Graph
from biztweet.kernel.database import Database
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.notifications import store
from biztweet.notifications.groups import SPAN, TOGETHER, Group, Key, grouped, key_of
from biztweet.notifications.model import Kind, Notification, ReadMark

NOTIFICATIONS = "notifications"
_NOTICES_A_GROUP = 20  # so many are looked through for each group of a page
_LOOKED_ABOVE = 500
EVERY_KIND: tuple[Kind, ...] = tuple(Kind)


class Look(msgspec.Struct, frozen=True):
    """Which notifications: of one person alone; also those that a policy keeps back; only those that were not read."""

    from_id: int | None = None
    kept_back: bool = False
    unread: bool = False


ALL_TOLD = Look()
_UNREAD = Look(unread=True)


class Inbox:
    """Everybody's inboxes of one company."""

    def __init__(self, db: Database, graph: Graph) -> None:
        self._db = db
        self._graph = graph

    async def one(self, notification_id: int) -> Notification | None:
        """One notification, whoever's it is; None if it is not there."""
        return await self._db.one(store.BY_ID, id=notification_id)

    async def those(self, notification_ids: Sequence[int]) -> list[Notification]:
        """Those of some notifications that are there, whoever's they are; one query."""
        return await self._db.rows(store.BY_IDS, ids=notification_ids)

    async def page(
        self, viewer: Viewer, page: Page, kinds: Sequence[Kind] = EVERY_KIND, look: Look = ALL_TOLD
    ) -> list[Notification]:
        """The viewer's notifications, newest first, without acts of those they muted or blocked; one query."""
        hidden = list((await self._graph.circle(viewer.id)).quiet)
        values = {"recipient_id": viewer.id, "kinds": [str(kind) for kind in kinds], "hidden": hidden}
        listed = store.UNREAD if look.unread else store.LISTED[look.kept_back]
        return await listed.page(self._db, page, from_id=look.from_id or 0, **values)

    async def groups(
        self,
        viewer: Viewer,
        page: Page,
        kinds: Sequence[Kind] = EVERY_KIND,
        together: Sequence[Kind] = TOGETHER,
        look: Look = ALL_TOLD,
    ) -> list[Group]:
        """The viewer's notifications in groups, by the latest of each; at most two queries.

        Pages go by the latest notice of each group. Of one that is very large, the oldest may be left out.
        """
        wide = msgspec.structs.replace(page, limit=page.limit * _NOTICES_A_GROUP)
        found = grouped(await self.page(viewer, wide, kinds, look), together)
        if page.before != MAX_ID:
            above = Page(limit=_LOOKED_ABOVE, before=MAX_ID, after=page.before - 1, nearest=True)
            shown = {key_of(notice, together) for notice in await self.page(viewer, above, kinds, look)}
            found = [group for group in found if group.key not in shown]
        return found[-page.limit :] if page.nearest else found[: page.limit]

    async def group(self, viewer: Viewer, key: Key) -> list[Notification]:
        """All notices of one group of the viewer's, the latest first; one query."""
        return await self._db.rows(
            store.OF_GROUP,
            recipient_id=viewer.id,
            kind=key.kind,
            about_id=key.about_id,
            begins_at=key.span * SPAN,
            ends_at=(key.span + 1) * SPAN,
            hidden=list((await self._graph.circle(viewer.id)).quiet),
        )

    async def unread_groups(self, viewer: Viewer, limit: int, kinds: Sequence[Kind] = EVERY_KIND) -> int:
        """How many groups hold something unread, counted up to `limit`; two queries."""
        after = await self.read_up_to(viewer)
        return len(await self.groups(viewer, Page(limit=limit, after=after), kinds, look=_UNREAD))

    async def unread(self, viewer: Viewer) -> int:
        """How many notifications the viewer has not read; two queries."""
        hidden = list((await self._graph.circle(viewer.id)).quiet)
        values = {"recipient_id": viewer.id, "after": await self.read_up_to(viewer), "hidden": hidden}
        return await self._db.one(store.COUNT_UNREAD, **values) or 0

    async def is_read(self, viewer: Viewer, notice: Notification) -> bool:
        """Whether the viewer has read a notification of theirs, by itself or with all before it; one query at most."""
        return notice.read or notice.id <= await self.read_up_to(viewer)

    async def read_up_to(self, viewer: Viewer) -> int:
        """The notification up to which the viewer has read all; one query."""
        marks = await self.read_marks(viewer)
        return marks[NOTIFICATIONS].last_read_id if NOTIFICATIONS in marks else 0

    async def read_marks(self, viewer: Viewer) -> dict[str, ReadMark]:
        """How far the viewer has read, by timeline."""
        return {mark.timeline: mark for mark in await self._db.rows(store.READ_MARKS, account_id=viewer.id)}

    async def mark_read(self, viewer: Viewer, timeline: str, last_read_id: int) -> ReadMark:
        """Remember how far the viewer has read a timeline: it only ever moves on."""

        async def work(tx: Transaction) -> ReadMark:
            return await _move_mark(tx, viewer.id, timeline, last_read_id)

        return await self._db.write(work)

    async def read(self, viewer: Viewer, ids: Sequence[int]) -> None:
        """Mark some of the viewer's notifications as read; the mark that apps share follows as far as it can."""
        hidden = list((await self._graph.circle(viewer.id)).quiet)

        async def work(tx: Transaction) -> None:
            await read_within(tx, viewer.id, ids, hidden)

        await self._db.write(work)

    async def dismiss(self, viewer: Viewer, ids: Sequence[int]) -> None:
        """Put away some of the viewer's notifications; others' are left alone."""

        async def work(tx: Transaction) -> None:
            await tx.execute(store.DISMISS, recipient_id=viewer.id, ids=ids)

        await self._db.write(work)

    async def clear(self, viewer: Viewer) -> None:
        """Put away all of the viewer's notifications."""

        async def work(tx: Transaction) -> None:
            await tx.execute(store.DISMISS_ALL, recipient_id=viewer.id)

        await self._db.write(work)


async def read_within(tx: Transaction, recipient_id: int, ids: Sequence[int], hidden: Sequence[int] = ()) -> None:
    """The same in the caller's transaction; `hidden` are those of whom the recipient sees nothing."""
    await tx.execute(store.READ, recipient_id=recipient_id, ids=ids)
    marks = {mark.timeline: mark for mark in await tx.rows(store.READ_MARKS, account_id=recipient_id)}
    before = marks[NOTIFICATIONS].last_read_id if NOTIFICATIONS in marks else 0
    first = await tx.one(store.FIRST_UNREAD, recipient_id=recipient_id, after=before, hidden=hidden)
    newest = await tx.one(store.NEWEST, recipient_id=recipient_id) or 0
    await _move_mark(tx, recipient_id, NOTIFICATIONS, newest if first is None else first - 1)


async def _move_mark(tx: Transaction, account_id: int, timeline: str, last_read_id: int) -> ReadMark:
    marks = {mark.timeline: mark for mark in await tx.rows(store.READ_MARKS, account_id=account_id)}
    before = marks.get(timeline)
    mark = ReadMark(
        account_id=account_id,
        timeline=timeline,
        last_read_id=max(last_read_id, before.last_read_id if before else 0),
        version=before.version + 1 if before else 1,
        updated_at=tx.now,
    )
    await tx.execute(store.SET_READ_MARK, **msgspec.structs.asdict(mark))
    if timeline == NOTIFICATIONS:
        await tx.emit(NotificationsRead(account_id=account_id, last_read_id=mark.last_read_id))
    return mark
