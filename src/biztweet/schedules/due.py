"""Post what is due: what waited becomes the post in one transaction, so it is posted once and never lost."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Refusal, Unavailable
from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.posts.publish import publish_within
from biztweet.posts.rules import checked
from biztweet.posts.text import TextRules
from biztweet.schedules import store


async def publish_due(db: Database, rules: TextRules) -> None:
    """Post what is due by now. What may not be posted any more keeps waiting, with the reason, for its author."""
    for scheduled_id in await db.rows(store.DUE_IDS, now=db.clock()):
        try:
            await _publish(db, scheduled_id, rules)
        except Unavailable:
            raise
        except Refusal as refusal:
            await _refuse(db, scheduled_id, refusal.message)


async def _publish(db: Database, scheduled_id: int, rules: TextRules) -> None:
    async def work(tx: Transaction) -> None:
        waits = await tx.one(store.BY_ID, scheduled_id=scheduled_id)
        if waits is None or waits.refused is not None or waits.due_at > tx.now:
            return  # another process was faster, or its author
        for media_id in waits.draft.media_ids:
            await tx.execute(media.ATTACH, media_id=media_id, post_id=None)
        await tx.execute(store.DELETE, scheduled_id=waits.id)
        await publish_within(tx, Viewer(waits.author_id), waits.draft, checked(waits.draft, rules))

    await db.write(work)


async def _refuse(db: Database, scheduled_id: int, why: str) -> None:
    async def work(tx: Transaction) -> None:
        await tx.execute(store.REFUSE, scheduled_id=scheduled_id, refused=why)

    await db.write(work)
