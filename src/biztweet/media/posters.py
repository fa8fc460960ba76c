"""Posters: a still picture out of a video, made after the upload was answered, where ffmpeg is installed.

What a crash leaves unmade is made by a chore; until then, and where it cannot be made, a drawn picture stands there.
"""

import asyncio
import sys

import structlog

from biztweet.kernel.clock import MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.errors import FileRefused, MediaBusy
from biztweet.media.model import Media
from biztweet.media.processed import Poster, VideoLimits
from biztweet.media.worker import Workers
from biztweet.ports.blobs import BlobMissing, Blobs, StorageFailed

log = structlog.get_logger()

_OURS = 2 * MINUTE  # so long the process that took the video in may work on it, before another does
_AT_ONCE = 20


def poster_workers(ffmpeg: str | None, limits: VideoLimits) -> Workers | None:
    """A process that looks into videos with `ffmpeg`, the path of the program; None without one."""
    if ffmpeg is None:
        return None
    command = (sys.executable, "-P", "-m", "biztweet.media.video_processor", ffmpeg, str(limits.size_bytes))
    return Workers(count=1, waiting=_AT_ONCE, timeout_seconds=30, command=command)


class Posters:
    """Makes them in this process, one after the other. `close` it."""

    def __init__(self, db: Database, blobs: Blobs, workers: Workers | None, limits: VideoLimits) -> None:
        self._db = db
        self._blobs = blobs
        self._workers = workers
        self._limits = limits
        self._making: dict[int, asyncio.Task[None]] = {}

    @property
    def at_work(self) -> bool:
        """Whether anything is made here at all."""
        return self._workers is not None

    def start(self, media: Media) -> None:
        """Make the poster of a video that has none yet; nobody waits for it."""
        if media.processing and media.id not in self._making:
            making = self._making[media.id] = asyncio.create_task(self._make(media), name="poster")
            making.add_done_callback(lambda _: self._making.pop(media.id, None))

    async def ready(self, media: Media) -> Media:
        """`media` as it is once its poster is made, if that is done here."""
        making = self._making.get(media.id)
        if making is None:
            return media
        await asyncio.wait([making])
        return await self._db.one(store.BY_ID, media_id=media.id) or media

    async def catch_up(self) -> None:
        """Make what another process, or this one before it ended, has left unmade."""
        left = await self._db.rows(store.PROCESSING_BEFORE, before=self._db.clock() - _OURS, limit=_AT_ONCE)
        for media in left:
            self.start(media)
        if making := [self._making[media.id] for media in left if media.id in self._making]:
            await asyncio.wait(making)

    async def close(self) -> None:
        """End what is under way; it is made another time."""
        for making in tuple(self._making.values()):
            making.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)
        if self._workers is not None:
            await self._workers.close()

    async def _make(self, media: Media) -> None:
        try:
            await self._show(media, await self._poster(media))
        except (MediaBusy, Unavailable, StorageFailed) as reason:
            log.warning("poster_waits", media_id=media.id, reason=str(reason))

    async def _poster(self, media: Media) -> Poster | None:
        """The poster, or None where none can be made of it."""
        if self._workers is None:
            return None
        try:
            content = await self._blobs.get(f"{media.key}/{media.original.name}")
            return await self._workers.process_poster(content, media.original.content_type, self._limits)
        except (BlobMissing, FileRefused) as reason:
            log.info("no_poster", media_id=media.id, reason=str(reason))
            return None

    async def _show(self, media: Media, poster: Poster | None) -> None:
        files = (poster.large, poster.small) if poster else ()
        litter_id = await litter.put(self._db, self._blobs, media.key, files) if poster else None

        async def work(tx: Transaction) -> None:
            now = await tx.one(store.BY_ID, media_id=media.id)
            if now is None or not now.processing:
                return  # deleted meanwhile, or made by another process
            large, small, blurhash = now.large, now.small, now.blurhash
            if poster is not None and litter_id is not None:
                await tx.execute(store.PICK_UP, litter_id=litter_id)
                await litter.drop_within(tx, media.key, (large.name, small.name))
                large, small, blurhash = poster.large.variant(), poster.small.variant(), poster.blurhash
            await tx.execute(
                store.SET_POSTER, media_id=media.id, large=large, small=small, blurhash=blurhash, processing=False
            )

        await self._db.write(work)
