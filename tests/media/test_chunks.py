"""Uploads in chunks: in any order, twice, at once, by several processes; never more than was announced."""

import asyncio
from itertools import pairwise

import pytest

from biztweet.access.quotas import QuotaUsedUp
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR
from biztweet.media import discard, litter
from biztweet.media.chunks import Announced, append, begin, begun, finish
from biztweet.media.describe import MediaNotFound, Said
from biztweet.media.errors import FileBroken, FileTooLarge, MediaBusy, RoomScarce, TypeMismatch
from biztweet.media.model import MediaKind
from biztweet.media.upload_slots import MAX_AT_ONCE
from tests.clocks import FakeClock
from tests.factories import a_person
from tests.media.films import mp4
from tests.media.kept import files, with_limits
from tests.media.papers import PDF

VIDEO = mp4(640, 360)
CUTS = [0, 100, 500, 501, len(VIDEO)]
PIECES = [VIDEO[start:stop] for start, stop in pairwise(CUTS)]


async def a_beginning(here: Company, viewer: Viewer, total_bytes: int = len(VIDEO), kind: str = "video/mp4") -> int:
    return await begin(here.media, viewer, Announced(total_bytes, kind, "영상.mp4"))


async def test_chunks_come_in_any_order_twice_and_at_once(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    upload_id = await a_beginning(here, minsu)
    twice = [*enumerate(PIECES), *enumerate(PIECES)][::-1]
    await asyncio.gather(*[append(here.media, minsu, upload_id, at, piece) for at, piece in twice])
    assert len(await files(here)) == len(PIECES)
    media = await finish(here.media, minsu, upload_id, Said("영상"))
    assert (media.id, media.kind, media.description) == (upload_id, MediaKind.video, "영상")
    media = await here.media.posters.ready(media)
    assert await finish(here.media, minsu, upload_id) == media
    clock.now += 2 * HOUR
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {media.key}


async def test_a_chunk_that_is_still_written_when_the_upload_ends_is_swept_away(
    here: Company, minsu: Viewer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload_id = await a_beginning(here, minsu)
    await append(here.media, minsu, upload_id, 0, VIDEO)
    writing, written, put = asyncio.Event(), asyncio.Event(), here.blobs.put

    async def slowly(key: str, content: bytes) -> None:
        writing.set()
        await written.wait()
        await put(key, content)

    with monkeypatch.context() as patched:
        patched.setattr(here.blobs, "put", slowly)
        late = asyncio.create_task(append(here.media, minsu, upload_id, 0, VIDEO))
        await writing.wait()
    media = await here.media.posters.ready(await finish(here.media, minsu, upload_id))
    clock.now += litter.SOON - 1
    await litter.sweep(here.db, here.blobs)
    written.set()
    await late
    clock.now += 2
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {media.key}


async def test_two_that_finish_at_once_make_one(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    upload_id = await a_beginning(here, minsu)
    for at, piece in enumerate(PIECES):
        await append(here.media, minsu, upload_id, at, piece)
    one, other = await asyncio.gather(*[finish(here.media, minsu, upload_id) for _ in range(2)])
    assert one.key == other.key
    await here.media.posters.ready(one)
    clock.now += 2 * HOUR
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {one.key}


async def test_never_more_than_was_announced(here: Company, minsu: Viewer) -> None:
    upload_id = await a_beginning(here, minsu)
    await append(here.media, minsu, upload_id, 0, VIDEO)
    with pytest.raises(FileTooLarge):
        await append(here.media, minsu, upload_id, 1, b"x")
    await append(here.media, minsu, upload_id, 0, VIDEO[:-1])
    await append(here.media, minsu, upload_id, 1, VIDEO[-1:])
    assert (await finish(here.media, minsu, upload_id)).id == upload_id


@pytest.mark.parametrize("missing", range(len(PIECES)))
async def test_what_is_not_whole_is_refused_and_can_be_made_whole(here: Company, minsu: Viewer, missing: int) -> None:
    upload_id = await a_beginning(here, minsu)
    for at, piece in enumerate(PIECES):
        if at != missing:
            await append(here.media, minsu, upload_id, at, piece)
    with pytest.raises(FileBroken):
        await finish(here.media, minsu, upload_id)
    await append(here.media, minsu, upload_id, missing, PIECES[missing])
    assert (await finish(here.media, minsu, upload_id)).id == upload_id


async def test_a_chunk_that_was_lost_is_noticed(here: Company, minsu: Viewer) -> None:
    upload_id = await a_beginning(here, minsu)
    await append(here.media, minsu, upload_id, 0, VIDEO)
    upload = await begun(here.db, minsu, upload_id)
    assert upload is not None
    await here.blobs.delete(f"{upload.key}/0")
    with pytest.raises(FileBroken):
        await finish(here.media, minsu, upload_id)


async def test_nobody_else_appends_or_finishes(here: Company, minsu: Viewer) -> None:
    upload_id, jane = await a_beginning(here, minsu), await a_person(here)
    for wrong in (upload_id, 7):
        with pytest.raises(MediaNotFound):
            await append(here.media, jane, wrong, 0, b"x")
        with pytest.raises(MediaNotFound):
            await finish(here.media, jane, wrong)
    for segment in (-1, 1000, 1 << 70):
        with pytest.raises(FileBroken):
            await append(here.media, minsu, upload_id, segment, b"x")


async def test_what_cannot_come_right_is_refused_at_the_beginning(here: Company, minsu: Viewer) -> None:
    for total_bytes, kind in ((10**9, "video/mp4"), (17_000_000, "image/png"), (26_000_000, "application/pdf")):
        with pytest.raises(FileTooLarge):
            await a_beginning(here, minsu, total_bytes, kind)
    for nothing in (0, -5):
        with pytest.raises(FileBroken):
            await a_beginning(here, minsu, nothing)
    with pytest.raises(RoomScarce):
        await begin(with_limits(here, least_free_bytes=1 << 62), minsu, Announced(5))


async def test_the_whole_is_looked_at_as_any_other_file(here: Company, minsu: Viewer) -> None:
    upload_id = await begin(here.media, minsu, Announced(len(PDF), "video/mp4"))
    await append(here.media, minsu, upload_id, 0, PDF)
    with pytest.raises(TypeMismatch):
        await finish(here.media, minsu, upload_id)


async def test_a_person_has_so_many_bytes_a_day(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    for _ in range(62):
        await a_beginning(here, minsu, 64_000_000)
    with pytest.raises(QuotaUsedUp):
        await a_beginning(here, minsu, 64_000_000)
    await a_beginning(here, await a_person(here))
    clock.now += DAY
    await a_beginning(here, minsu)


async def test_what_is_never_finished_is_swept_away_after_a_day(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    upload_id = await a_beginning(here, minsu)
    await append(here.media, minsu, upload_id, 0, PIECES[0])
    await append(here.media, minsu, upload_id, 7, PIECES[1])
    clock.now += DAY - HOUR
    await here.chores.turn()
    assert len(await files(here)) == 2
    clock.now += 2 * HOUR
    assert await discard.sweep(here.db) == 1
    clock.now += 2 * HOUR
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == set()
    with pytest.raises(MediaNotFound):
        await append(here.media, minsu, upload_id, 1, b"x")


async def test_no_more_files_of_one_person_are_put_together_at_once_than_a_post_holds(
    here: Company, minsu: Viewer
) -> None:
    upload_id = await a_beginning(here, minsu)
    await append(here.media, minsu, upload_id, 0, VIDEO)
    at_once = [finish(here.media, minsu, upload_id) for _ in range(MAX_AT_ONCE + 3)]
    done = await asyncio.gather(*at_once, return_exceptions=True)
    assert [type(one) for one in done].count(MediaBusy) == 3
    assert (await finish(here.media, minsu, upload_id)).id == upload_id
