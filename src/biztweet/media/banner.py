"""A banner: the picture at the head of somebody's page, in two sizes, made safe like every other.

No row of media speaks of it but its owner's account; the one that it replaces is litter from that transaction on.
"""

import secrets

from biztweet.access.viewer import Viewer
from biztweet.accounts.banner import change_within
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.errors import FileBroken
from biztweet.media.found import Sent
from biztweet.media.intake import Intake
from biztweet.media.sniff import said_type

SIZES = ("large", "small")


async def set_banner(intake: Intake, viewer: Viewer, sent: Sent) -> None:
    """Put a picture at the head of the viewer's page; of an animation its first frame.

    Raises FileRefused, MediaBusy, RoomScarce, QuotaUsedUp, Unavailable.
    """
    if not sent.content:
        raise FileBroken
    await intake.admit(viewer, len(sent.content), sent.declared_type)
    image = await intake.workers.process_image(sent.content, said_type(sent.declared_type))
    key = secrets.token_hex(16)
    litter_id = await litter.put(intake.db, intake.blobs, key, (image.large, image.small))

    async def work(tx: Transaction) -> None:
        await _replace(tx, viewer, key)
        await tx.execute(store.PICK_UP, litter_id=litter_id)

    await intake.db.write(work)


async def remove_banner(db: Database, viewer: Viewer) -> None:
    """Show no picture there; nothing where there is none."""

    async def work(tx: Transaction) -> None:
        await _replace(tx, viewer, "")

    await db.write(work)


async def _replace(tx: Transaction, viewer: Viewer, key: str) -> None:
    if before := await change_within(tx, viewer.id, key):
        await litter.drop_within(tx, before, SIZES)
