"""Upload a file: looked at, made safe, kept as the viewer's, for a day or until a post takes it up."""

import secrets
from collections.abc import Iterable

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.describe import Said, check
from biztweet.media.found import Found, Sent, find, of_picture
from biztweet.media.intake import Intake
from biztweet.media.model import Media
from biztweet.media.processed import ProcessedImage, ProcessedPortrait, Rendition
from biztweet.ports.blobs import Blobs


async def upload(intake: Intake, viewer: Viewer, sent: Sent, said: Said | None = None) -> Media:
    """Take in a whole file; a picture of a video may still be made afterwards.

    Raises FileRefused, MediaBusy, RoomScarce, QuotaUsedUp, DescriptionTooLong, Invalid, Unavailable.
    """
    said = said or Said()
    check(said)
    await intake.admit(viewer, len(sent.content), sent.declared_type)
    with intake.upload_slots.take(viewer.id):
        media = await store_found(intake.db, intake.blobs, viewer, await find(intake, sent), said)
    intake.posters.start(media)
    return media


async def keep(db: Database, blobs: Blobs, viewer: Viewer, processed: ProcessedImage, description: str = "") -> Media:
    """Keep a picture that was made safe already. Raises Unavailable."""
    return await store_found(db, blobs, viewer, of_picture(processed), Said(description=description))


async def store_found(
    db: Database, blobs: Blobs, viewer: Viewer, found: Found, said: Said, ends: store.Upload | None = None
) -> Media:
    """Keep what was found, in the place of the upload that ends with it, if there was one. Raises Unavailable."""
    key = secrets.token_hex(16)
    litter_id = await litter.put(db, blobs, key, found.files())

    async def work(tx: Transaction) -> Media:
        media = Media(
            id=ends.id if ends else tx.new_id(),
            owner_id=viewer.id,
            key=key,
            kind=found.kind,
            original=found.original.variant(),
            large=found.large.variant(),
            small=found.small.variant(),
            blurhash=found.blurhash,
            description=said.description,
            focus_x=said.focus[0],
            focus_y=said.focus[1],
            created_at=tx.now,
            filename=found.filename,
            duration_ms=found.duration_ms,
            processing=found.unfinished,
        )
        if ends is not None and not await end_within(tx, ends):
            return await tx.one(store.BY_ID, media_id=ends.id) or media  # somebody else was faster; ours is litter
        await tx.execute(store.INSERT, **msgspec.structs.asdict(media))
        await tx.execute(store.PICK_UP, litter_id=litter_id)
        return media

    return await db.write(work)


async def end_within(tx: Transaction, upload: store.Upload) -> bool:
    """End an upload in chunks: they are litter soon, when no chunk is being written any more. False if it has ended."""
    if not await tx.rows(store.END, upload_id=upload.id):
        return False
    segments = [chunk.segment for chunk in await tx.rows(store.CHUNKS, upload_id=upload.id)]
    await tx.execute(store.END_CHUNKS, upload_id=upload.id)
    await litter.drop_within(tx, upload.key, map(str, segments), due_at=tx.now + litter.SOON)
    return True


async def keep_portrait(blobs: Blobs, portrait: ProcessedPortrait, key: str | None = None) -> str:
    """Keep a person's photograph under `key`, or a fresh one; return it. Raises Unavailable."""
    key = key or secrets.token_hex(16)
    await _keep(blobs, key, (portrait.large, portrait.small))
    return key


async def _keep(blobs: Blobs, key: str, renditions: Iterable[Rendition]) -> None:
    for rendition in renditions:
        await litter.keep(blobs, f"{key}/{rendition.name}", rendition.content)
