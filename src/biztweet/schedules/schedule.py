"""Schedule a post, give it another time, or call it off: its author alone."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import PostScheduled, ScheduleCancelled
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.posts.attach import hold
from biztweet.posts.idempotency import keep, kept
from biztweet.posts.model import Draft
from biztweet.posts.rules import checked
from biztweet.posts.text import TextRules
from biztweet.schedules import store
from biztweet.schedules.errors import ScheduledNotFound, TimePassed, TooManyScheduled
from biztweet.schedules.model import Scheduled

MAX_WAITING = 300  # as many as Mastodon lets wait


async def schedule(db: Database, viewer: Viewer, draft: Draft, due_at: int, rules: TextRules) -> int:
    """Keep a draft, and its pictures, until `due_at` (microseconds); return the id of what waits.

    With an idempotency key, the same draft within 24 hours answers with the same id.
    Raises TimePassed, TooManyScheduled, KeyReused, and what `checked` and `hold` say of drafts.
    """
    checked(draft, rules)

    besides = f"at {due_at}"

    async def work(tx: Transaction) -> int:
        if (scheduled_id := await kept(tx, viewer, draft, besides)) is not None:
            return scheduled_id
        if due_at <= tx.now:
            raise TimePassed
        if (await tx.one(store.COUNT, author_id=viewer.id) or 0) >= MAX_WAITING:
            raise TooManyScheduled(MAX_WAITING)
        waits = Scheduled(
            id=tx.new_id(),
            author_id=viewer.id,
            draft=msgspec.structs.replace(draft, idempotency_key=None),
            due_at=due_at,
            created_at=tx.now,
        )
        await hold(tx, viewer.id, waits.id, draft.media_ids)
        await tx.execute(store.INSERT, **msgspec.structs.asdict(waits))
        await keep(tx, viewer, draft, waits.id, besides)
        await tx.emit(PostScheduled(scheduled_id=waits.id, author_id=viewer.id, due_at=due_at))
        return waits.id

    return await db.write(work)


async def move(db: Database, viewer: Viewer, scheduled_id: int, due_at: int) -> None:
    """Give a scheduled post another time. Raises ScheduledNotFound, TimePassed."""

    async def work(tx: Transaction) -> None:
        waits = await owned(tx, viewer, scheduled_id)
        if due_at <= tx.now:
            raise TimePassed
        await tx.execute(store.MOVE, scheduled_id=waits.id, due_at=due_at)
        await tx.emit(PostScheduled(scheduled_id=waits.id, author_id=viewer.id, due_at=due_at))

    await db.write(work)


async def cancel(db: Database, viewer: Viewer, scheduled_id: int) -> None:
    """Call a scheduled post off; its pictures are swept away with those that no post took up.

    Raises ScheduledNotFound.
    """

    async def work(tx: Transaction) -> None:
        waits = await owned(tx, viewer, scheduled_id)
        await tx.execute(store.DELETE, scheduled_id=waits.id)
        await tx.execute(media.RELEASE, post_id=waits.id, at=tx.now)
        await tx.emit(ScheduleCancelled(scheduled_id=waits.id, author_id=viewer.id))

    await db.write(work)


async def owned(tx: Transaction | Database, viewer: Viewer, scheduled_id: int) -> Scheduled:
    """A scheduled post of the viewer's own. Raises ScheduledNotFound, for others' as well."""
    waits = await tx.one(store.BY_ID, scheduled_id=scheduled_id)
    if waits is None or waits.author_id != viewer.id:
        raise ScheduledNotFound
    return waits
