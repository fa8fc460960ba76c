"""Announce something to everybody, at once or at a time to come; take it back. For administrators and the operator."""

import msgspec

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.announcements import store
from biztweet.announcements.errors import AnnouncementNotFound, TooManyOpen
from biztweet.announcements.model import Announcement, AnnouncementDraft
from biztweet.announcements.rules import MAX_OPEN, checked
from biztweet.events import AnnouncementPlanned, AnnouncementPublished, AnnouncementWithdrawn
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.posts.names import mentioned
from biztweet.posts.text import TextRules, spans


async def announce(db: Database, viewer: Viewer | None, draft: AnnouncementDraft, rules: TextRules) -> int:
    """Keep an announcement, and publish it if it is due; return its id. `viewer` is None for the operator.

    Raises NotAnAdministrator, TooManyOpen, and what `checked` does.
    """

    async def work(tx: Transaction) -> int:
        await _check(tx, viewer)
        wanted = checked(draft, tx.now)
        if (await tx.one(store.COUNT_OPEN) or 0) >= MAX_OPEN:
            raise TooManyOpen(MAX_OPEN)
        made = Announcement(
            id=tx.new_id(),
            author_id=viewer.id if viewer else None,
            text=wanted.text,
            entities=await mentioned(tx, spans(wanted.text, rules)),
            publish_at=wanted.publish_at or tx.now,
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
            all_day=wanted.all_day,
            published_at=None,
            withdrawn_at=None,
            updated_at=tx.now,
        )
        await tx.execute(store.INSERT, **msgspec.structs.asdict(made))
        if made.publish_at > tx.now:
            await tx.emit(AnnouncementPlanned(announcement_id=made.id, due_at=made.publish_at))
        else:
            await _publish(tx, made)
        return made.id

    return await db.write(work)


async def withdraw(db: Database, viewer: Viewer | None, announcement_id: int) -> bool:
    """Tell nobody of it any more, or never; True if that is new. Raises NotAnAdministrator, AnnouncementNotFound."""

    async def work(tx: Transaction) -> bool:
        await _check(tx, viewer)
        found = await tx.one(store.BY_ID, announcement_id=announcement_id)
        if found is None:
            raise AnnouncementNotFound
        if found.withdrawn_at is not None:
            return False
        await _withdraw(tx, found)
        return True

    return await db.write(work)


async def listed(db: Database, viewer: Viewer | None, page: Page) -> list[Announcement]:
    """All there ever were, the latest first. Raises NotAnAdministrator."""
    await _check(db, viewer)
    return await store.ALL.page(db, page)


async def publish_and_withdraw(db: Database) -> None:
    """Publish what is due by now, and withdraw what is over."""

    async def work(tx: Transaction) -> None:
        for due in await tx.rows(store.DUE, now=tx.now):
            await _publish(tx, due)
        for over in await tx.rows(store.OVER, now=tx.now):
            await _withdraw(tx, over)

    await db.write(work)


async def _publish(tx: Transaction, found: Announcement) -> None:
    await tx.execute(store.PUBLISH, announcement_id=found.id, now=tx.now)
    await tx.emit(AnnouncementPublished(announcement_id=found.id, due_at=found.ends_at))


async def _withdraw(tx: Transaction, found: Announcement) -> None:
    await tx.execute(store.WITHDRAW, announcement_id=found.id, now=tx.now)
    await tx.emit(AnnouncementWithdrawn(announcement_id=found.id))


async def _check(reads: Database | Transaction, viewer: Viewer | None) -> None:
    if viewer is not None:
        await check_administrator(reads, viewer)
