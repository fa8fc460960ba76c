"""Upload a file in chunks: begun, appended to in any order and by any process, finished; or swept away after a day."""

import secrets

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.describe import MediaNotFound, Said, check, owned
from biztweet.media.errors import FileBroken, FileTooLarge
from biztweet.media.filenames import safe_name
from biztweet.media.found import Sent, find
from biztweet.media.intake import Intake
from biztweet.media.model import Media
from biztweet.media.store import Upload
from biztweet.media.upload import store_found
from biztweet.ports.blobs import BlobMissing

MAX_SEGMENTS = 1_000
_MAX_TYPE_LENGTH = 200


class Announced(msgspec.Struct, frozen=True):
    """What is said of a file before it comes."""

    total_bytes: int
    declared_type: str = ""
    filename: str = ""


async def begin(intake: Intake, viewer: Viewer, announced: Announced) -> int:
    """Begin an upload; return the id that what it becomes will have.

    Raises FileBroken (nothing to come), FileTooLarge, RoomScarce, QuotaUsedUp.
    """
    if announced.total_bytes <= 0:
        raise FileBroken
    await intake.admit(viewer, announced.total_bytes, announced.declared_type)

    async def work(tx: Transaction) -> int:
        upload = Upload(
            id=tx.new_id(),
            owner_id=viewer.id,
            key=secrets.token_hex(16),
            total_bytes=announced.total_bytes,
            declared_type=announced.declared_type[:_MAX_TYPE_LENGTH],
            filename=safe_name(announced.filename) if announced.filename else "",
            created_at=tx.now,
        )
        await tx.execute(store.BEGIN, **msgspec.structs.asdict(upload))
        return upload.id

    return await intake.db.write(work)


async def append(intake: Intake, viewer: Viewer, upload_id: int, segment: int, content: bytes) -> None:
    """Keep one chunk; the same segment again replaces it.

    Raises MediaNotFound, FileTooLarge (more than was announced), FileBroken (no such segment), Unavailable.
    """
    if not 0 <= segment < MAX_SEGMENTS:
        raise FileBroken

    async def work(tx: Transaction) -> Upload:
        upload = await tx.one(store.UPLOAD, upload_id=upload_id)
        if upload is None or upload.owner_id != viewer.id:
            raise MediaNotFound
        sizes = {chunk.segment: chunk.size_bytes for chunk in await tx.rows(store.CHUNKS, upload_id=upload_id)}
        if (size_bytes := sum((sizes | {segment: len(content)}).values())) > upload.total_bytes:
            raise FileTooLarge(size_bytes, upload.total_bytes)
        await tx.execute(store.KEEP_CHUNK, upload_id=upload_id, segment=segment, size_bytes=len(content))
        return upload

    # The row first: what it speaks of is swept away some day, even if this process ends here, or the upload does.
    upload = await intake.db.write(work)
    await litter.keep(intake.blobs, f"{upload.key}/{segment}", content)


async def finish(intake: Intake, viewer: Viewer, upload_id: int, said: Said | None = None) -> Media:
    """Put the chunks together and take in the whole; once more it answers with the same.

    Raises MediaNotFound, FileBroken (something is missing), and what `upload` raises.
    """
    said = said or Said()
    check(said)
    upload = await begun(intake.db, viewer, upload_id)
    if upload is None:
        return await owned(intake.db, viewer, upload_id)
    with intake.upload_slots.take(viewer.id):
        sent = Sent(await _whole(intake, upload), upload.declared_type, upload.filename)
        media = await store_found(intake.db, intake.blobs, viewer, await find(intake, sent), said, ends=upload)
    intake.posters.start(media)
    return media


async def begun(db: Database, viewer: Viewer, upload_id: int) -> Upload | None:
    """An upload of the viewer's that is not finished, or None."""
    upload = await db.one(store.UPLOAD, upload_id=upload_id)
    return upload if upload is not None and upload.owner_id == viewer.id else None


async def _whole(intake: Intake, upload: Upload) -> bytes:
    chunks = await intake.db.rows(store.CHUNKS, upload_id=upload.id)
    if [chunk.segment for chunk in chunks] != list(range(len(chunks))):
        raise FileBroken
    try:
        parts = [await intake.blobs.get(f"{upload.key}/{chunk.segment}") for chunk in chunks]
    except BlobMissing as missing:
        raise FileBroken from missing
    if sum(map(len, parts)) != upload.total_bytes:
        raise FileBroken
    return b"".join(parts)
