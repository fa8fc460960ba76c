"""Attach uploaded pictures to a post."""

from collections.abc import Iterable

from biztweet.kernel.database import Transaction
from biztweet.media import store as media
from biztweet.posts import store
from biztweet.posts.errors import MediaMissing


async def attach(tx: Transaction, owner_id: int, post_id: int, media_ids: Iterable[int]) -> None:
    """Give uploaded pictures to a post, in order. Raises MediaMissing for one not there, not theirs, or taken."""
    wanted = list(media_ids)
    if not wanted:
        return
    uploads = {upload.id: upload for upload in await tx.rows(media.BY_IDS, ids=wanted)}
    for place, media_id in enumerate(wanted):
        upload = uploads.pop(media_id, None)
        if upload is None or upload.owner_id != owner_id or upload.post_id not in (None, post_id):
            raise MediaMissing
        await tx.execute(store.INSERT_ATTACHMENT, post_id=post_id, place=place, media_id=media_id)
        await tx.execute(media.ATTACH, media_id=media_id, post_id=post_id)
