"""Uploads of each kind: looked at, kept, described; counted; refused where there is no room; nothing left behind."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.errors import Invalid, Unavailable
from biztweet.media import litter
from biztweet.media.describe import DescriptionTooLong, MediaNotFound, Said, describe, owned
from biztweet.media.errors import FileBroken, FileTooLarge, RoomScarce, TypeMismatch, TypeNotAllowed
from biztweet.media.found import Sent
from biztweet.media.model import MediaKind
from biztweet.media.thumbnail import show_as
from biztweet.media.upload import upload
from biztweet.ports.blobs import StorageFull
from tests.factories import a_person
from tests.media.films import PLACE, TITLE, mp4, webm
from tests.media.kept import files, with_limits
from tests.media.papers import PDF, office
from tests.media.pictures import animated, file, photograph, with_metadata

PICTURE = file(photograph(300, 200))


async def test_a_picture_is_kept_in_three_sizes_without_its_metadata(here: Company, minsu: Viewer) -> None:
    sent = Sent(with_metadata(photograph(900, 600)), "image/jpeg", "a.jpg")
    media = await upload(here.media, minsu, sent, Said("칠판", (0.5, -0.5)))
    assert (media.kind, media.description, media.focus_y, media.processing) == (MediaKind.image, "칠판", -0.5, False)
    assert await files(here) == {f"{media.key}/{name}" for name in ("original", "large", "small")}
    assert b"SecretCamera" not in await here.blobs.get(f"{media.key}/original")
    assert await owned(here.db, minsu, media.id) == media


async def test_an_animation_stays_one(here: Company, minsu: Viewer) -> None:
    media = await upload(here.media, minsu, Sent(animated(), "image/gif"))
    assert media.kind is MediaKind.animation


@pytest.mark.parametrize("content", [mp4(640, 360, 5), webm(640, 360, 5)], ids=["mp4", "webm"])
async def test_a_video_is_kept_as_it_is_without_what_it_tells_of_places(
    here: Company, minsu: Viewer, content: bytes
) -> None:
    media = await upload(here.media, minsu, Sent(content, "", "영상.mp4"))
    media = await here.media.posters.ready(media)
    assert (media.kind, media.duration_ms, media.processing) == (MediaKind.video, 5000, False)
    assert (media.original.width, media.small.width, media.small.content_type) == (640, 640, "image/jpeg")
    kept = await here.blobs.get(f"{media.key}/original")
    assert len(kept) == len(content) == media.original.size_bytes
    assert TITLE not in kept
    assert PLACE not in kept
    assert media.blurhash


async def test_a_document_is_kept_as_it_is_under_its_own_name(here: Company, minsu: Viewer) -> None:
    content = office("word")
    media = await upload(here.media, minsu, Sent(content, "", "..\\회의록.docx"))
    assert (media.kind, media.filename, media.original.name) == (MediaKind.document, "회의록.docx", "document")
    assert media.original == media.large == media.small
    assert await files(here) == {f"{media.key}/document"}
    assert await here.blobs.get(f"{media.key}/document") == content
    nameless = await upload(here.media, minsu, Sent(PDF, "application/pdf"))
    assert nameless.filename == "document.pdf"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (Sent(b"", "image/png"), FileBroken),
        (Sent(b"<svg/>", "image/svg+xml"), TypeNotAllowed),
        (Sent(b"<!doctype html>", "text/html", "a.html"), TypeNotAllowed),
        (Sent(PICTURE, "video/mp4"), TypeMismatch),
        (Sent(PICTURE, "application/pdf", "a.pdf"), TypeMismatch),
        (Sent(mp4(), "image/png"), TypeMismatch),
        (Sent(mp4(), "video/webm"), TypeMismatch),
        (Sent(mp4(brand=b"qt  "), "video/quicktime", "a.mov"), TypeNotAllowed),
        (Sent(b"MZ\x90\0", "application/pdf", "a.pdf"), TypeMismatch),
        (Sent(b"hello", "", "a.exe"), TypeNotAllowed),
        (Sent(PDF, "", "a.docx"), FileBroken),
        (Sent(mp4()[:-200], "video/mp4"), FileBroken),
    ],
)
async def test_what_lies_is_refused_and_leaves_nothing(
    here: Company, minsu: Viewer, sent: Sent, why: type[Exception]
) -> None:
    with pytest.raises(why):
        await upload(here.media, minsu, sent)
    assert await files(here) == set()


async def test_each_kind_has_a_size_of_its_own(here: Company, minsu: Viewer) -> None:
    small = with_limits(here, document_bytes=20)
    with pytest.raises(FileTooLarge):
        await upload(small, minsu, Sent(PDF, "application/pdf", "a.pdf"))
    with pytest.raises(FileTooLarge):
        await upload(small, minsu, Sent(PDF, "", "a.pdf"))
    await upload(small, minsu, Sent(PICTURE, "image/jpeg"))


async def test_where_the_disk_is_almost_full_nothing_is_taken(here: Company, minsu: Viewer) -> None:
    with pytest.raises(RoomScarce):
        await upload(with_limits(here, least_free_bytes=1 << 62), minsu, Sent(PICTURE, "image/jpeg"))
    assert await files(here) == set()


async def test_a_description_has_an_end_and_hides_nothing(here: Company, minsu: Viewer) -> None:
    with pytest.raises(DescriptionTooLong):
        await upload(here.media, minsu, Sent(PICTURE), Said("가" * 1501))
    with pytest.raises(Invalid):
        await upload(here.media, minsu, Sent(PICTURE), Said("a\u202eb"))


async def test_an_upload_is_its_owners_alone(here: Company, minsu: Viewer) -> None:
    media, jane = await upload(here.media, minsu, Sent(PICTURE)), await a_person(here)
    for media_id in (media.id, 7):
        with pytest.raises(MediaNotFound):
            await owned(here.db, jane, media_id)
        with pytest.raises(MediaNotFound):
            await describe(here.db, jane, media_id, description="x")


async def test_another_picture_may_stand_for_a_video(here: Company, minsu: Viewer) -> None:
    media = await here.media.posters.ready(await upload(here.media, minsu, Sent(mp4())))
    shown = await show_as(here.media, minsu, media, Sent(PICTURE))
    assert (shown.small.width, shown.small.name != media.small.name) == (300, True)
    assert await owned(here.db, minsu, media.id) == shown
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == {f"{media.key}/{file.name}" for file in shown.files()}
    picture = await upload(here.media, minsu, Sent(PICTURE))
    assert await show_as(here.media, minsu, picture, Sent(PICTURE)) == picture
    with pytest.raises(MediaNotFound):
        await show_as(here.media, await a_person(here), shown, Sent(PICTURE))


async def test_what_a_full_disk_or_a_crash_cuts_short_is_swept_away(
    here: Company, minsu: Viewer, clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, puts = here.blobs.put, 0

    async def full(key: str, content: bytes) -> None:
        nonlocal puts
        puts += 1
        if puts == 2:
            raise StorageFull(28, "No space left on device", key)
        await put(key, content)

    monkeypatch.setattr(here.blobs, "put", full)
    with pytest.raises(Unavailable):
        await upload(here.media, minsu, Sent(PICTURE))
    assert len(await files(here)) == 1
    await litter.sweep(here.db, here.blobs)
    assert len(await files(here)) == 1  # somebody may still be at it
    clock.now += 2 * 3600 * 1_000_000  # type: ignore[attr-defined] # a FakeClock
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == set()
