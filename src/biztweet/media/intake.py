"""Intake: what taking in files stands on, and how much is taken, of one file and of one person."""

import msgspec

from biztweet.access.quotas import Allowance, Quotas
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.media.errors import FileTooLarge, RoomScarce
from biztweet.media.posters import Posters
from biztweet.media.processed import ImageLimits, VideoLimits
from biztweet.media.sniff import VIDEOS, said_type
from biztweet.media.upload_slots import UploadSlots
from biztweet.media.worker import Workers
from biztweet.ports.blobs import Blobs

UPLOADS_PER_PERSON = Allowance("uploads", 1_200, 3 * 3600)  # four for each post that a person may publish
BYTES_OF_A_PERSON = Allowance("uploaded bytes", 4_000_000_000, 24 * 3600)


class MediaLimits(msgspec.Struct, frozen=True):
    """How much is taken of each kind. Below `least_free_bytes` of room nothing is."""

    image: ImageLimits = ImageLimits()
    video: VideoLimits = VideoLimits()
    document_bytes: int = 25_000_000
    least_free_bytes: int = 1_000_000_000

    @property
    def largest_bytes(self) -> int:
        """The largest file of any kind."""
        return max(self.image.size_bytes, self.video.size_bytes, self.document_bytes)

    def bytes_of(self, declared_type: str) -> int:
        """How large a file may be that is declared so."""
        declared = said_type(declared_type)
        if declared in VIDEOS:
            return self.video.size_bytes
        if declared.startswith("image/"):
            return self.image.size_bytes
        return self.document_bytes if declared else self.largest_bytes


class Intake(msgspec.Struct, frozen=True):
    """Ports, workers and limits, as the verbs of media/ take them."""

    db: Database
    blobs: Blobs
    workers: Workers
    posters: Posters
    quotas: Quotas
    upload_slots: UploadSlots
    limits: MediaLimits = MediaLimits()

    async def admit(self, viewer: Viewer, size_bytes: int, declared_type: str = "") -> None:
        """Count one upload of the viewer's. Raises FileTooLarge, RoomScarce, QuotaUsedUp."""
        limit_bytes = self.limits.bytes_of(declared_type)
        if size_bytes > limit_bytes:
            raise FileTooLarge(size_bytes, limit_bytes)
        free_bytes = self.blobs.free_bytes()
        if free_bytes is not None and free_bytes - size_bytes < self.limits.least_free_bytes:
            raise RoomScarce
        who = str(viewer.id)
        await self.quotas.spend(UPLOADS_PER_PERSON, who)
        await self.quotas.spend(BYTES_OF_A_PERSON, who, cost=size_bytes)
