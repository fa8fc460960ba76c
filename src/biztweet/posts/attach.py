"""Attach uploads to a post."""

from collections.abc import Sequence

from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.posts import store
from biztweet.posts.errors import MediaMissing, MediaNotReady
from biztweet.posts.rules import check_together


async def attach(tx: Transaction, owner_id: int, post_id: int, media_ids: Sequence[int]) -> None:
    """Give uploads to a post, in order. Raises what `hold` does."""
    await hold(tx, owner_id, post_id, media_ids)
    for place, media_id in enumerate(media_ids):
        await tx.execute(store.INSERT_ATTACHMENT, post_id=post_id, place=place, media_id=media_id)


async def hold(tx: Transaction, owner_id: int, holder_id: int, media_ids: Sequence[int]) -> None:
    """Let uploads belong to a post, or to what will be one, so that nobody sweeps them away or posts them elsewhere.

    Raises MediaMissing for one not there, not theirs, or taken; MediaNotReady, AttachmentsMixed, TooManyPictures.
    """
    if not media_ids:
        return
    uploads = {upload.id: upload for upload in await tx.rows(media.BY_IDS, ids=media_ids)}
    for media_id in media_ids:
        upload = uploads.get(media_id)
        if upload is None or upload.owner_id != owner_id or upload.post_id not in (None, holder_id):
            raise MediaMissing
        if upload.processing:
            raise MediaNotReady
    if len(uploads) < len(media_ids):
        raise MediaMissing
    check_together([upload.kind for upload in uploads.values()])
    for media_id in media_ids:
        await tx.execute(media.ATTACH, media_id=media_id, post_id=holder_id)
