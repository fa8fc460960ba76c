"""Uploads with files in a bucket: kept, handed out in parts, swept, as in a folder."""

import os
from collections.abc import Iterator

import httpx2
import msgspec
import pytest
from moto.server import ThreadedMotoServer

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import DAY
from biztweet.media import discard, litter
from biztweet.media.chunks import Announced, append, begin, finish
from biztweet.media.found import Sent
from biztweet.media.posters import Posters
from biztweet.media.upload import upload
from biztweet.ports.blobs.store import open_blobs
from tests.clocks import FakeClock
from tests.media.films import mp4
from tests.media.kept import files
from tests.media.papers import PDF


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket, and the environment variables that lead to it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    httpx2.put(f"{os.environ['AWS_ENDPOINT_URL']}/files").raise_for_status()
    yield "s3://files/acme"
    server.stop()


async def test_uploads_are_kept_and_swept_in_a_bucket(
    here: Company, minsu: Viewer, clock: FakeClock, bucket: str
) -> None:
    blobs = open_blobs(bucket)
    posters = Posters(here.db, blobs, None, here.media.limits.video)
    here = msgspec.structs.replace(
        here, blobs=blobs, media=msgspec.structs.replace(here.media, blobs=blobs, posters=posters)
    )
    video = mp4()
    upload_id = await begin(here.media, minsu, Announced(len(video), "video/mp4"))
    for at, piece in ((1, video[500:]), (0, video[:500])):
        await append(here.media, minsu, upload_id, at, piece)
    media = await finish(here.media, minsu, upload_id)
    paper = await upload(here.media, minsu, Sent(PDF, "", "a.pdf"))
    assert await here.blobs.part(f"{paper.key}/document", 0, 5) == b"%PDF-"
    clock.now += litter.SOON
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {media.key, paper.key}
    clock.now += 2 * DAY
    assert await discard.sweep(here.db) == 2
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == set()
