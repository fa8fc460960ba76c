"""What an upload turns out to be, and which files are kept of it."""

import asyncio

import msgspec

from biztweet.media import documents
from biztweet.media.errors import FileBroken, TypeMismatch, TypeNotAllowed
from biztweet.media.filenames import safe_name
from biztweet.media.intake import Intake
from biztweet.media.model import MediaKind
from biztweet.media.processed import Blank, ProcessedImage, ProcessedVideo, Rendition
from biztweet.media.sniff import VIDEOS, is_picture, said_type, sniff


class Sent(msgspec.Struct, frozen=True):
    """A file as somebody sent it."""

    content: bytes
    declared_type: str = ""
    filename: str = ""


class Found(msgspec.Struct, frozen=True):
    """What is kept of it; see Media. `unfinished`: a better picture of it can be made."""

    kind: MediaKind
    original: Rendition
    large: Rendition
    small: Rendition
    blurhash: str = ""
    filename: str = ""
    duration_ms: int = 0
    unfinished: bool = False

    def files(self) -> tuple[Rendition, ...]:
        """Its files, each once."""
        return tuple({file.name: file for file in (self.original, self.large, self.small)}.values())


async def find(intake: Intake, sent: Sent) -> Found:
    """Look at a file in a worker, and make it safe.

    Raises FileRefused, MediaBusy, MediaUnavailable.
    """
    if not sent.content:
        raise FileBroken
    found, declared = sniff(sent.content), said_type(sent.declared_type)
    if is_picture(found):
        return of_picture(await intake.workers.process_image(sent.content, declared))
    if found in VIDEOS:
        if declared not in ("", found):
            raise TypeMismatch(declared, found or "")
        video = await intake.workers.process_video(sent.content, found or "", intake.limits.video)
        return await _of_video(sent.content, video, unfinished=intake.posters.at_work)
    name = safe_name(sent.filename, documents.ending_of(declared))
    if name.rpartition(".")[2].lower() not in documents.BY_ENDING:
        if found and declared not in ("", found):
            raise TypeMismatch(declared, found)
        raise TypeNotAllowed(found or declared)
    content_type = await intake.workers.document_type(sent.content, declared, name, intake.limits.document_bytes)
    file = Rendition("document", content_type, 0, 0, sent.content)
    return Found(MediaKind.document, file, file, file, filename=name)


def of_picture(image: ProcessedImage) -> Found:
    """What is kept of a picture that was made safe."""
    return Found(image.kind, image.original, image.large, image.small, image.blurhash)


async def _of_video(content: bytes, video: ProcessedVideo, *, unfinished: bool) -> Found:
    clean = await asyncio.to_thread(_blanked, content, video.blanks)
    return Found(
        MediaKind.video,
        Rendition("original", video.content_type, video.width, video.height, clean),
        video.poster.large,
        video.poster.small,
        video.poster.blurhash,
        duration_ms=video.duration_ms,
        unfinished=unfinished,
    )


def _blanked(content: bytes, blanks: tuple[Blank, ...]) -> bytes:
    """The file, some parts of it wiped out; where a worker that was taken over points elsewhere, nothing is."""
    clean = bytearray(content)
    for blank in blanks:
        room = blank.end - blank.start
        if blank.start >= 0 and len(blank.head) <= room and blank.end <= len(content):
            clean[blank.start : blank.end] = blank.head + bytes(room - len(blank.head))
    return bytes(clean)
