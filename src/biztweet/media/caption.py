"""Captions of a video: set from an upload of subtitles, one a language, and taken away; by the owner of both."""

import re
import secrets
from collections.abc import Iterable

from biztweet.access.viewer import Viewer
from biztweet.events import MediaDescribed
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid, Unavailable
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter, store
from biztweet.media.describe import MediaNotFound, owned, owned_within
from biztweet.media.errors import FileTooLarge
from biztweet.media.intake import Intake
from biztweet.media.model import Captions, Media, MediaKind
from biztweet.media.processed import Rendition
from biztweet.ports.blobs import BlobMissing, Blobs, StorageFailed

LARGEST_BYTES = 512_000  # as X allows
MAX_LANGUAGES = 20
MAX_LABEL_LENGTH = 64
_TYPE = "text/vtt; charset=utf-8"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.ASCII)


class NoVideo(Invalid):
    """Only videos have captions, made of subtitles."""

    def __init__(self) -> None:
        super().__init__("media_id", "Captions are made for a video, of an upload of subtitles")


class LanguageWrong(Invalid):
    """No language, as BCP 47 names them."""

    def __init__(self) -> None:
        super().__init__("language", "A language is named by a code such as ko or en-GB")


class TooManyLanguages(Invalid):
    """More than one video may be captioned in."""

    def __init__(self) -> None:
        super().__init__("language", f"A video has captions in {MAX_LANGUAGES} languages at most")


class LabelTooLong(Invalid):
    """A name in a menu."""

    def __init__(self) -> None:
        super().__init__("label", f"The name of captions may have {MAX_LABEL_LENGTH} characters")


async def caption(
    intake: Intake, viewer: Viewer, media_id: int, subtitles_id: int, language: str, label: str = ""
) -> Media:
    """Show what was uploaded as `subtitles_id` with a video of the viewer's; others in that language go.

    Raises MediaNotFound, NoVideo, LanguageWrong, LabelTooLong, Invalid, TooManyLanguages, FileTooLarge, NoSubtitles,
    MediaBusy, Unavailable.
    """
    db, blobs = intake.db, intake.blobs
    language, label = _language(language), " ".join(label.split())
    check_safe("label", label)
    if len(label) > MAX_LABEL_LENGTH:
        raise LabelTooLong
    video = await owned(db, viewer, media_id)
    _check_video(video)
    name = f"captions-{language}-{secrets.token_hex(4)}"  # addresses of files are remembered for ever
    content = await intake.workers.webvtt(await _subtitles(db, blobs, viewer, subtitles_id))
    file = Rendition(name, _TYPE, 0, 0, content)
    made = Captions(subtitles_id, language, label or language, file.variant())

    async def work(tx: Transaction) -> Media:
        media = await owned_within(tx, viewer, media_id)
        kept = [each for each in media.captions if each.language != language]
        if len(kept) >= MAX_LANGUAGES:
            raise TooManyLanguages
        await tx.execute(store.PICK_UP, litter_id=litter_id)
        return await _set(tx, media, [*kept, made])

    litter_id = await litter.put(db, blobs, video.key, [file])
    return await db.write(work)


async def uncaption(db: Database, viewer: Viewer, media_id: int, language: str) -> Media:
    """Take captions in a language from a video of the viewer's; where there are none, nothing changes.

    Raises MediaNotFound, NoVideo, LanguageWrong.
    """
    language = _language(language)

    async def work(tx: Transaction) -> Media:
        media = await owned_within(tx, viewer, media_id)
        _check_video(media)
        kept = [each for each in media.captions if each.language != language]
        return media if len(kept) == len(media.captions) else await _set(tx, media, kept)

    return await db.write(work)


async def _set(tx: Transaction, media: Media, captions: Iterable[Captions]) -> Media:
    kept = tuple(sorted(captions, key=lambda each: each.language))
    gone = [each.file.name for each in media.captions if each not in kept]
    if gone:
        await litter.drop_within(tx, media.key, gone)
    await tx.execute(store.SET_CAPTIONS, media_id=media.id, captions=kept)
    if media.post_id is not None:
        await tx.emit(MediaDescribed(media_id=media.id, post_id=media.post_id))
    return await tx.one(store.BY_ID, media_id=media.id) or media


async def _subtitles(db: Database, blobs: Blobs, viewer: Viewer, media_id: int) -> bytes:
    found = await owned(db, viewer, media_id)
    if found.kind is not MediaKind.document:
        raise NoVideo
    if found.original.size_bytes > LARGEST_BYTES:
        raise FileTooLarge(found.original.size_bytes, LARGEST_BYTES)
    try:
        return await blobs.get(f"{found.key}/{found.original.name}")
    except BlobMissing as missing:
        raise MediaNotFound from missing
    except StorageFailed as failed:
        raise Unavailable("Files cannot be read now") from failed


def _check_video(media: Media) -> None:
    if media.kind is not MediaKind.video:
        raise NoVideo


def _language(code: str) -> str:
    found = code.lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(found):
        raise LanguageWrong
    return found
