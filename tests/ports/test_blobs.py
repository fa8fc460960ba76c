"""One contract for every place where blobs are kept."""

import asyncio
import errno
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from biztweet.ports.blobs import BadKey, BlobMissing, Blobs, StorageFailed, StorageFull, checked
from biztweet.ports.blobs.store import open_blobs

KEY = "0123456789abcdef0123456789abcdef/original"
OTHER = "0123456789abcdef0123456789abcdef/small"
_BUCKET = "pictures"


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def s3_environment(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket, emptied, and the environment variables that lead to it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    httpx2.post(f"{s3_endpoint}/moto-api/reset").raise_for_status()
    httpx2.put(f"{s3_endpoint}/{_BUCKET}").raise_for_status()
    return f"s3://{_BUCKET}/acme/media"


@pytest.fixture(params=["folder", "file-url", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    match request.param:
        case "folder":
            return open_blobs(str(tmp_path / "blobs"))
        case "file-url":
            return open_blobs((tmp_path / "some blobs").as_uri())
        case _:
            return open_blobs(request.getfixturevalue("s3_environment"))


async def keys(blobs: Blobs) -> list[str]:
    return sorted([entry.key async for entry in blobs.entries()])


def files_below(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size_bytes", [0, 1, 16_000_000])
async def test_what_was_put_is_got_back_whole(blobs: Blobs, size_bytes: int) -> None:
    content = os.urandom(size_bytes)
    await blobs.put(KEY, content)
    assert await blobs.get(KEY) == content


async def test_a_later_put_takes_the_place_of_an_earlier(blobs: Blobs) -> None:
    await blobs.put(KEY, b"a long first content")
    await blobs.put(KEY, b"second")
    assert await blobs.get(KEY) == b"second"
    assert await keys(blobs) == [KEY]


async def test_what_is_not_there_is_missing(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing) as missing:
        await blobs.get(KEY)
    assert missing.value.key == KEY
    await blobs.put(OTHER, b"x")
    with pytest.raises(BlobMissing):
        await blobs.get(KEY)
    with pytest.raises(BlobMissing):
        await blobs.get(f"{OTHER}/deeper")


async def test_what_is_deleted_is_gone_and_may_be_deleted_again(blobs: Blobs) -> None:
    await blobs.put(KEY, b"1")
    await blobs.put(OTHER, b"2")
    await blobs.delete(KEY)
    await blobs.delete(KEY)
    with pytest.raises(BlobMissing):
        await blobs.get(KEY)
    assert await blobs.get(OTHER) == b"2"
    await blobs.delete(OTHER)
    assert await keys(blobs) == []


async def test_a_listing_has_every_key_with_its_size(blobs: Blobs) -> None:
    sizes = {f"{number:032x}/original": number for number in range(30)} | {"single": 4, "a/b": 1}
    await asyncio.gather(*(blobs.put(key, b"x" * size) for key, size in sizes.items()))
    assert {entry.key: entry.size_bytes async for entry in blobs.entries()} == sizes


async def test_many_may_put_and_delete_at_once(blobs: Blobs) -> None:
    async def come_and_go(number: int) -> None:
        key = f"{KEY}-{number}"
        for _ in range(5):
            await blobs.put(key, b"x" * number)
            assert await blobs.get(key) == b"x" * number
            await blobs.delete(key)

    await asyncio.gather(*(come_and_go(number) for number in range(10)))
    assert await keys(blobs) == []


@pytest.mark.parametrize(
    "key",
    ["", "/", "/etc/passwd", "../x", "a/../b", "a/..", "a/./b", "a//b", "a/", "a\\b", "A/b", "a\0b", "a/b\n", ".a/b",
     "-a", "é", "a/b/c/d/e", "a" * 101, "a%2fb", "a b"],
)  # fmt: skip
async def test_a_key_that_could_leave_the_store_is_refused(blobs: Blobs, key: str) -> None:
    with pytest.raises(BadKey):
        await blobs.put(key, b"x")
    with pytest.raises(BadKey):
        await blobs.get(key)
    with pytest.raises(BadKey):
        await blobs.delete(key)


@given(st.text())
def test_a_key_never_leads_out_of_its_folder(key: str) -> None:
    try:
        path = Path("/root", checked(key))
    except BadKey:
        return
    assert path.is_relative_to("/root")
    assert ".." not in path.parts
    assert str(path) == f"/root/{key}"


@pytest.mark.parametrize("url", ["gs://bucket", "s3://", "https://example.com/x", "file://elsewhere/x"])
def test_another_kind_of_store_is_refused_at_start(url: str) -> None:
    with pytest.raises(ValueError, match="Blobs are kept in"):
        open_blobs(url)


# What only a folder can be tested for.


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_told_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    blobs = open_blobs(str(tmp_path))
    await blobs.put(KEY, b"old")

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        await blobs.put(KEY, b"new")
    assert await blobs.get(KEY) == b"old"
    assert files_below(tmp_path) == [f"01/{KEY}"]


async def test_a_folder_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageFailed):
        open_blobs(str(tmp_path / "file"))
    blobs = open_blobs(str(tmp_path))
    await blobs.put("a/b", b"x")
    with pytest.raises(StorageFailed):
        await blobs.get("a")


async def test_a_put_is_on_the_disk_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        fsync(descriptor)
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(os, "fsync", watched)
    await open_blobs(str(tmp_path)).put(KEY, b"x")
    draft, *folders = synced
    assert Path(draft).parent == tmp_path / ".incoming"
    assert folders == [str(folder) for folder in (tmp_path / "01" / KEY).parents[:3]]


async def test_what_a_crash_left_half_written_is_swept_out_a_day_later(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path))
    old, new = tmp_path / ".incoming" / "old", tmp_path / ".incoming" / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"ha")
    os.utime(old, (0, 0))
    assert await keys(blobs) == []
    open_blobs(str(tmp_path))
    assert (old.exists(), new.exists()) == (False, True)


async def test_a_bucket_that_is_not_there_is_told(s3_environment: str) -> None:
    with pytest.raises(StorageFailed):
        await open_blobs("s3://no-such-bucket").put(KEY, b"x")


async def test_a_store_that_is_away_is_told(s3_environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StorageFailed):
        await open_blobs(s3_environment).get(KEY)


@pytest.mark.parametrize(("start", "length"), [(0, 4), (3, 5), (8, 100), (0, 10)])
async def test_a_part_of_a_content_is_got(blobs: Blobs, start: int, length: int) -> None:
    await blobs.put(KEY, b"0123456789")
    assert await blobs.part(KEY, start, length) == b"0123456789"[start : start + length]


async def test_a_part_of_what_is_not_there_is_missing(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing):
        await blobs.part(OTHER, 0, 10)
    with pytest.raises(BadKey):
        await blobs.part("../x", 0, 10)


def test_a_folder_knows_how_much_room_is_left_and_a_bucket_has_no_bound(blobs: Blobs) -> None:
    free_bytes = blobs.free_bytes()
    assert free_bytes is None or free_bytes > 0
