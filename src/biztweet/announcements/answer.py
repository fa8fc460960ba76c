"""Answer an announcement: react to it with an emoji, or put it away. All may be repeated."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.announcements import store
from biztweet.announcements.errors import AnnouncementNotFound, TooManyReactions
from biztweet.announcements.rules import MAX_REACTIONS, check_emoji
from biztweet.events import AnnouncementDismissed, AnnouncementReacted, AnnouncementUnreacted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction


async def react(db: Database, viewer: Viewer, announcement_id: int, emoji: str) -> None:
    """React with an emoji. Raises NoEmoji, AnnouncementNotFound, TooManyReactions."""
    check_emoji(emoji)

    async def work(tx: Transaction) -> None:
        await _check_active(tx, announcement_id)
        used = {count.emoji for count in await tx.rows(store.COUNTS, ids=[announcement_id])}
        if emoji not in used and len(used) >= MAX_REACTIONS:
            raise TooManyReactions(MAX_REACTIONS)
        reacted = AnnouncementReacted(announcement_id=announcement_id, account_id=viewer.id, emoji=emoji)
        if await tx.rows(store.REACT, **msgspec.structs.asdict(reacted), id=tx.new_id()):
            await tx.emit(reacted)

    await db.write(work)


async def unreact(db: Database, viewer: Viewer, announcement_id: int, emoji: str) -> None:
    """Take a reaction back. Raises AnnouncementNotFound."""

    async def work(tx: Transaction) -> None:
        await _check_active(tx, announcement_id)
        taken_back = AnnouncementUnreacted(announcement_id=announcement_id, account_id=viewer.id, emoji=emoji)
        if await tx.rows(store.UNREACT, **msgspec.structs.asdict(taken_back)):
            await tx.emit(taken_back)

    await db.write(work)


async def dismiss(db: Database, viewer: Viewer, announcement_id: int) -> None:
    """Put an announcement away: it is read. Raises AnnouncementNotFound."""

    async def work(tx: Transaction) -> None:
        await _check_active(tx, announcement_id)
        if await tx.rows(store.DISMISS, announcement_id=announcement_id, account_id=viewer.id):
            await tx.emit(AnnouncementDismissed(announcement_id=announcement_id, account_id=viewer.id))

    await db.write(work)


async def _check_active(tx: Transaction, announcement_id: int) -> None:
    found = await tx.one(store.BY_ID, announcement_id=announcement_id)
    if found is None or not found.is_active:
        raise AnnouncementNotFound
