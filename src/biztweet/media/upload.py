"""Upload a picture, describe it, and sweep away what no post took up."""

import secrets
from collections.abc import Iterable

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import MediaDescribed
from biztweet.kernel.characters import check_safe
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.errors import Invalid, NotFound, Unavailable
from biztweet.media import store
from biztweet.media.model import Media
from biztweet.media.processed import ProcessedImage, ProcessedPortrait, Rendition
from biztweet.media.worker import Workers
from biztweet.ports.blobs import Blobs, StorageFailed

LONGEST_DESCRIPTION = 1_500
_UNUSED_FOR = DAY
_SWEPT_AT_ONCE = 200


class MediaNotFound(NotFound):
    """No such picture, or somebody else's."""

    def __init__(self) -> None:
        super().__init__("No such picture")


class DescriptionTooLong(Invalid):
    """A description has a limit too."""

    def __init__(self) -> None:
        super().__init__("description", f"A description may have {LONGEST_DESCRIPTION} characters")


async def upload(  # noqa: PLR0913 - three ports, and what a picture comes with
    db: Database,
    blobs: Blobs,
    workers: Workers,
    viewer: Viewer,
    content: bytes,
    declared_type: str | None,
    *,
    description: str = "",
    focus: tuple[float, float] = (0.0, 0.0),
    media_id: int | None = None,
) -> Media:
    """Make a picture safe, keep its sizes, and remember it as the viewer's, for a day or until a post takes it up.

    `media_id` is one that was handed out before the picture came.

    Raises ImageRefused, MediaBusy, DescriptionTooLong, Invalid, Unavailable.
    """
    _check(description)
    processed = await workers.process_image(content, declared_type)
    return await keep(db, blobs, viewer, processed, description=description, focus=focus, media_id=media_id)


async def keep(
    db: Database,
    blobs: Blobs,
    viewer: Viewer,
    processed: ProcessedImage,
    *,
    description: str = "",
    focus: tuple[float, float] = (0.0, 0.0),
    media_id: int | None = None,
) -> Media:
    """Keep a picture that was made safe already. Raises Unavailable."""
    key = secrets.token_hex(16)
    await _keep(blobs, key, (processed.original, processed.large, processed.small))

    async def work(tx: Transaction) -> Media:
        media = Media(
            id=media_id or tx.new_id(),
            owner_id=viewer.id,
            key=key,
            kind=processed.kind,
            original=processed.original.variant(),
            large=processed.large.variant(),
            small=processed.small.variant(),
            blurhash=processed.blurhash,
            description=description,
            focus_x=focus[0],
            focus_y=focus[1],
            created_at=tx.now,
        )
        await tx.execute(store.INSERT, **msgspec.structs.asdict(media))
        return media

    return await db.write(work)


async def owned(db: Database, viewer: Viewer, media_id: int) -> Media:
    """One of the viewer's own pictures. Raises MediaNotFound."""
    media = await db.one(store.BY_ID, media_id=media_id)
    if media is None or media.owner_id != viewer.id:
        raise MediaNotFound
    return media


async def describe(
    db: Database,
    viewer: Viewer,
    media_id: int,
    *,
    description: str | None = None,
    focus: tuple[float, float] | None = None,
) -> Media:
    """Change what a picture of the viewer's is said to show, or the point a crop keeps; None leaves it.

    Raises MediaNotFound, DescriptionTooLong, Invalid.
    """
    _check(description or "")

    async def work(tx: Transaction) -> Media:
        media = await tx.one(store.BY_ID, media_id=media_id)
        if media is None or media.owner_id != viewer.id:
            raise MediaNotFound
        x, y = (media.focus_x, media.focus_y) if focus is None else focus
        words = media.description if description is None else description
        await tx.execute(store.DESCRIBE, media_id=media_id, description=words, focus_x=x, focus_y=y)
        if media.post_id is not None:
            await tx.emit(MediaDescribed(media_id=media_id, post_id=media.post_id))
        return msgspec.structs.replace(media, description=words, focus_x=x, focus_y=y)

    return await db.write(work)


async def keep_portrait(blobs: Blobs, portrait: ProcessedPortrait, key: str | None = None) -> str:
    """Keep a person's photograph under `key`, or a fresh one; return it. Raises Unavailable."""
    key = key or secrets.token_hex(16)
    await _keep(blobs, key, (portrait.large, portrait.small))
    return key


async def sweep(db: Database, blobs: Blobs) -> int:
    """Delete pictures that no post took up within a day, and those of deleted posts; return how many."""
    unused = await db.rows(store.UNATTACHED_BEFORE, before=db.clock() - _UNUSED_FOR, limit=_SWEPT_AT_ONCE)
    for media in unused:
        for variant in (media.original, media.large, media.small):
            await blobs.delete(f"{media.key}/{variant.name}")

    async def work(tx: Transaction) -> None:
        await tx.execute(store.DELETE, ids=[media.id for media in unused])

    if unused:
        await db.write(work)
    return len(unused)


def _check(description: str) -> None:
    if len(description) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong
    check_safe("description", description)


async def _keep(blobs: Blobs, key: str, renditions: Iterable[Rendition]) -> None:
    try:
        for rendition in renditions:
            await blobs.put(f"{key}/{rendition.name}", rendition.content)
    except StorageFailed as failed:
        raise Unavailable("Pictures cannot be kept now") from failed
