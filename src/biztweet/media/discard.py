"""Discard uploads: one by its owner, all that no post took up within a day by a chore."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Conflict
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.describe import owned_within
from biztweet.media.model import Media
from biztweet.media.upload import end_within

UNUSED_FOR = DAY
_AT_ONCE = 200


class MediaInUse(Conflict):
    """It belongs to a post."""

    def __init__(self) -> None:
        super().__init__("A post shows this file")


async def discard(db: Database, viewer: Viewer, media_id: int) -> None:
    """Delete an upload of the viewer's that belongs to no post. Raises MediaNotFound, MediaInUse."""

    async def work(tx: Transaction) -> None:
        media = await owned_within(tx, viewer, media_id)
        if media.post_id is not None:
            raise MediaInUse
        await _delete(tx, [media.id])

    await db.write(work)


async def sweep(db: Database) -> int:
    """Delete uploads that no post took up within a day, those of posts deleted a day ago, and those never finished.

    Returns how many. Their files are litter then.
    """
    before = db.clock() - UNUSED_FOR
    unused = await db.rows(store.UNATTACHED_BEFORE, before=before, limit=_AT_ONCE)
    unfinished = await db.rows(store.UPLOADS_BEFORE, before=before, limit=_AT_ONCE)

    async def work(tx: Transaction) -> int:
        for upload in unfinished:
            await end_within(tx, upload)
        return len(await _delete(tx, unused)) + len(unfinished)

    return await db.write(work) if unused or unfinished else 0


async def _delete(tx: Transaction, media_ids: list[int]) -> list[Media]:
    """Delete those of them that belong to no post, even now."""
    deleted = await tx.rows(store.DELETE_UNATTACHED, ids=media_ids)
    for media in deleted:
        await litter.drop_within(tx, media.key, [file.name for file in media.files()])
    return deleted
