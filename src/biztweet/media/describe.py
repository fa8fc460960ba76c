"""Say what an upload shows, and look it up again, as its owner."""

from collections.abc import Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import MediaDescribed
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid, NotFound
from biztweet.kernel.transaction import Transaction
from biztweet.media import store
from biztweet.media.model import Media

MAX_DESCRIPTION_LENGTH = 1_500


class MediaNotFound(NotFound):
    """No such upload, or somebody else's."""

    def __init__(self) -> None:
        super().__init__("No such file")


class DescriptionTooLong(Invalid):
    """A description has a limit too."""

    def __init__(self) -> None:
        super().__init__("description", f"A description may have {MAX_DESCRIPTION_LENGTH} characters")


class Said(msgspec.Struct, frozen=True):
    """What its owner says of an upload: what it shows, and the point that a crop should keep."""

    description: str = ""
    focus: tuple[float, float] = (0.0, 0.0)


def check(said: Said) -> None:
    """Raises DescriptionTooLong, Invalid."""
    if len(said.description) > MAX_DESCRIPTION_LENGTH:
        raise DescriptionTooLong
    check_safe("description", said.description)


async def owned(db: Database, viewer: Viewer, media_id: int) -> Media:
    """One of the viewer's own uploads. Raises MediaNotFound."""
    media = await db.one(store.BY_ID, media_id=media_id)
    if media is None or media.owner_id != viewer.id:
        raise MediaNotFound
    return media


async def unattached(db: Database, viewer: Viewer, media_ids: Sequence[int]) -> list[Media]:
    """Those of the viewer's own uploads that no post has taken up yet, in the order of their ids."""
    found = await db.rows(store.BY_IDS, ids=list(media_ids)) if media_ids else []
    return sorted((each for each in found if each.owner_id == viewer.id and each.post_id is None), key=lambda m: m.id)


async def describe(
    db: Database,
    viewer: Viewer,
    media_id: int,
    *,
    description: str | None = None,
    focus: tuple[float, float] | None = None,
) -> Media:
    """Change what an upload of the viewer's is said to show, or the point a crop keeps; None leaves it.

    Raises MediaNotFound, DescriptionTooLong, Invalid.
    """
    check(Said(description=description or ""))

    async def work(tx: Transaction) -> Media:
        media = await owned_within(tx, viewer, media_id)
        x, y = (media.focus_x, media.focus_y) if focus is None else focus
        words = media.description if description is None else description
        await tx.execute(store.DESCRIBE, media_id=media_id, description=words, focus_x=x, focus_y=y)
        if media.post_id is not None:
            await tx.emit(MediaDescribed(media_id=media_id, post_id=media.post_id))
        return msgspec.structs.replace(media, description=words, focus_x=x, focus_y=y)

    return await db.write(work)


async def owned_within(tx: Transaction, viewer: Viewer, media_id: int) -> Media:
    """The same as `owned` in the caller's transaction. Raises MediaNotFound."""
    media = await tx.one(store.BY_ID, media_id=media_id)
    if media is None or media.owner_id != viewer.id:
        raise MediaNotFound
    return media
