"""Let a picture of its owner's choice stand for a video."""

import secrets

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import MediaDescribed
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.describe import owned_within
from biztweet.media.found import Sent
from biztweet.media.intake import Intake
from biztweet.media.model import Media, MediaKind


async def show_as(intake: Intake, viewer: Viewer, media: Media, sent: Sent) -> Media:
    """`media` with another picture, if it is a video; anything else shows itself, and stays.

    Raises MediaNotFound, FileRefused, MediaBusy, RoomScarce, QuotaUsedUp, Unavailable.
    """
    if media.kind is not MediaKind.video:
        return media
    await intake.admit(viewer, len(sent.content), sent.declared_type or "image/*")
    with intake.upload_slots.take(viewer.id):
        image = await intake.workers.process_image(sent.content, sent.declared_type)
    prefix = f"{secrets.token_hex(4)}-"  # another address: what was there before is remembered by browsers
    large, small = (msgspec.structs.replace(size, name=f"{prefix}{size.name}") for size in (image.large, image.small))
    litter_id = await litter.put(intake.db, intake.blobs, media.key, (large, small))

    async def work(tx: Transaction) -> Media:
        now = await owned_within(tx, viewer, media.id)
        shown = msgspec.structs.replace(
            now, large=large.variant(), small=small.variant(), blurhash=image.blurhash, processing=False
        )
        await tx.execute(
            store.SET_POSTER,
            media_id=now.id,
            large=shown.large,
            small=shown.small,
            blurhash=shown.blurhash,
            processing=False,
        )
        await tx.execute(store.PICK_UP, litter_id=litter_id)
        await litter.drop_within(tx, now.key, (now.large.name, now.small.name))
        if now.post_id is not None:
            await tx.emit(MediaDescribed(media_id=now.id, post_id=now.post_id))
        return shown

    return await intake.db.write(work)
