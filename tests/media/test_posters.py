"""Posters: a picture out of the video where ffmpeg is there, made after the answer, and made again after a crash."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import MINUTE
from biztweet.media import litter
from biztweet.media.describe import owned
from biztweet.media.discard import discard
from biztweet.media.errors import FileRefused
from biztweet.media.found import Sent
from biztweet.media.model import Media
from biztweet.media.posters import Posters, poster_workers
from biztweet.media.processed import VideoLimits
from biztweet.media.upload import upload
from biztweet.posts.errors import MediaNotReady
from tests.clocks import FakeClock
from tests.factories import said
from tests.media.films import mp4
from tests.media.kept import files

FFMPEG = shutil.which("ffmpeg")
pytestmark = pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed")
LIMITS = VideoLimits()
ENCODERS = {"mp4": ["-c:v", "libx264", "-pix_fmt", "yuv420p"], "webm": ["-c:v", "libvpx"]}


@pytest.fixture(scope="module", params=ENCODERS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A second of orange, 640 x 360; in MP4 its index stands at the end, as cameras write it."""
    path: Path = tmp_path_factory.mktemp("films") / f"film.{request.param}"
    source = ["-f", "lavfi", "-i", "color=c=orange:s=640x360:d=1:r=10"]
    subprocess.run([FFMPEG or "", "-loglevel", "error", *source, *ENCODERS[request.param], str(path)], check=True)
    return path.read_bytes()


def shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


async def test_a_picture_of_the_video_is_made_after_the_answer(here: Company, minsu: Viewer, film: bytes) -> None:
    media = await upload(here.media, minsu, Sent(film))
    assert media.processing
    with pytest.raises(MediaNotReady):
        await said(here, minsu, media_ids=(media.id,))
    ready = await here.media.posters.ready(media)
    assert not ready.processing
    assert ready.small.name != media.small.name
    assert await said(here, minsu, media_ids=(media.id,))
    picture = shown(await here.blobs.get(f"{media.key}/{ready.large.name}"))
    assert picture.size == (640, 360)
    red, green, blue = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc] # three channels
    assert red > 200 > green > 100 > blue
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == {f"{media.key}/{file.name}" for file in ready.files()}


async def test_where_no_picture_can_be_made_the_drawn_one_stands(here: Company, minsu: Viewer) -> None:
    media = await upload(here.media, minsu, Sent(mp4()))
    ready = await here.media.posters.ready(media)
    assert (ready.processing, ready.small) == (False, media.small)


async def test_what_a_crash_left_unmade_is_made_by_a_chore(
    here: Company, minsu: Viewer, film: bytes, clock: FakeClock
) -> None:
    media = await _crashing(here, minsu, film)
    await here.media.posters.catch_up()
    assert (await owned(here.db, minsu, media.id)).processing  # the process that took it in may be at it
    clock.now += 3 * MINUTE
    await here.media.posters.catch_up()
    assert not (await owned(here.db, minsu, media.id)).processing


async def test_a_video_that_is_deleted_meanwhile_leaves_nothing(here: Company, minsu: Viewer, film: bytes) -> None:
    media = await _crashing(here, minsu, film)
    await discard(here.db, minsu, media.id)
    here.media.posters.start(media)
    await here.media.posters.ready(media)
    here.db.clock = lambda: media.created_at + 120 * MINUTE
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == set()


async def test_without_ffmpeg_a_video_is_ready_at_once(here: Company) -> None:
    assert poster_workers(None, LIMITS) is None
    assert not Posters(here.db, here.blobs, None, LIMITS).at_work


@pytest.mark.parametrize("content_type", ["video/mp4", "video/webm"])
async def test_whatever_is_sent_only_a_refusal_comes_of_it(content_type: str) -> None:
    """A list of other files, which ffmpeg would open and show, among what it is given."""
    workers = poster_workers(FFMPEG, LIMITS)
    assert workers is not None
    async with workers:
        for content in (b"", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile /etc/passwd\n"):
            with pytest.raises(FileRefused):
                await workers.process_poster(content, content_type, LIMITS)


async def _crashing(here: Company, viewer: Viewer, film: bytes) -> Media:
    """A video taken in by a process that ends before it makes the picture."""
    posters = here.media.posters
    start, posters.start = posters.start, lambda _: None  # type: ignore[method-assign,assignment]
    try:
        return await upload(here.media, viewer, Sent(film))
    finally:
        posters.start = start  # type: ignore[method-assign]
