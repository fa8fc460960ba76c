"""Uploads by their addresses: pictures to see, videos in parts, documents to save; nothing once a post is deleted."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from starlette.routing import Router

from biztweet.access.viewer import Viewer
from biztweet.api.files import routes
from biztweet.company import Company
from biztweet.media.found import Sent
from biztweet.media.model import Media
from biztweet.media.upload import keep_portrait, upload
from biztweet.ports.blobs.folder import FolderBlobs
from biztweet.posts.remove import remove
from tests.api.inside import InCompany
from tests.factories import a_person, said
from tests.media.films import box, mp4
from tests.media.papers import PDF
from tests.media.pictures import file, photograph

ROUTER = Router(routes, redirect_slashes=False)
PICTURE = file(photograph(300, 200))
VIDEO = mp4() + box(b"free", bytes(2_400_000))  # more than is read at once


@pytest.fixture
async def stranger(any_company: Company) -> AsyncIterator[httpx2.AsyncClient]:
    """Whoever knows an address."""
    transport = httpx2.ASGITransport(InCompany(any_company, ROUTER))
    async with httpx2.AsyncClient(transport=transport, base_url="http://files.test") as http:
        yield http


@pytest.fixture
async def minsu(any_company: Company) -> Viewer:
    return await a_person(any_company)


async def kept(here: Company, viewer: Viewer, content: bytes, filename: str = "") -> Media:
    return await here.media.posters.ready(await upload(here.media, viewer, Sent(content, "", filename)))


async def test_a_picture_is_shown_and_remembered(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer
) -> None:
    media = await kept(any_company, minsu, PICTURE)
    shown = await stranger.get(f"/media/{media.key}/small")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert len(shown.content) == int(shown.headers["content-length"]) == media.small.size_bytes
    assert "sandbox" in shown.headers["content-security-policy"]
    assert (shown.headers["x-content-type-options"], shown.headers["accept-ranges"]) == ("nosniff", "none")
    assert shown.headers["cache-control"].startswith("private, ")
    same = {"If-None-Match": shown.headers["etag"]}
    assert (await stranger.get(f"/media/{media.key}/small", headers=same)).status_code == 304
    head = await stranger.head(f"/media/{media.key}/small")
    assert (head.content, head.headers["content-length"]) == (b"", shown.headers["content-length"])


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=100-", 206, 100, None),
        ("bytes=-50", 206, -50, None),
        ("bytes=0-999999999999", 206, 0, None),
        ("bytes=5-4", 416, 0, 0),
        ("bytes=99999999-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=0-1,5-9", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("bytes=" + "9" * 5000 + "-", 200, 0, None),
        ("lines=0-5", 200, 0, None),
        ("", 200, 0, None),
    ],
)
async def test_a_video_is_sent_whole_or_one_part_of_it(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer, asked: str, status: int, start: int, stop: Any
) -> None:
    media = await kept(any_company, minsu, VIDEO)
    whole = await any_company.blobs.get(f"{media.key}/original")
    part = await stranger.get(f"/media/{media.key}/original", headers={"Range": asked})
    assert (part.status_code, part.headers["content-type"]) == (status, "video/mp4")
    assert part.content == whole[start:stop]
    if status == 206:
        first, _, rest = part.headers["content-range"].removeprefix("bytes ").partition("-")
        assert rest == f"{int(first) + len(part.content) - 1}/{len(whole)}"
    if status == 416:
        assert part.headers["content-range"] == f"bytes */{len(whole)}"


async def test_a_document_is_saved_under_its_name_and_never_shown(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer
) -> None:
    media = await kept(any_company, minsu, PDF, '회의록 100% "최종".pdf')
    saved = await stranger.get(f"/media/{media.key}/document/{media.filename.replace('%', '%25')}")
    assert (saved.status_code, saved.content) == (200, PDF)
    assert saved.headers["content-type"] == "application/pdf"
    assert saved.headers["content-disposition"].startswith('attachment; filename="')
    assert "filename*=UTF-8''%ED%9A%8C%EC%9D%98%EB%A1%9D%20100%25" in saved.headers["content-disposition"]
    assert (saved.headers["x-content-type-options"], "sandbox" in saved.headers["content-security-policy"]) == (
        "nosniff",
        True,
    )
    for path in (
        f"/media/{media.key}/document/other.pdf",
        f"/media/{media.key}/document/",
        f"/media/{media.key}/document",
        f"/media/{media.key}/original",
        f"/media/{'0' * 32}/document/{media.filename}",
    ):
        assert (await stranger.get(path)).status_code == 404, path


async def test_a_portrait_is_shown_without_a_row(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer
) -> None:
    key = await keep_portrait(any_company.blobs, await any_company.images.process_portrait(PICTURE))
    assert (await stranger.get(f"/media/{key}/small")).headers["content-type"] == "image/jpeg"
    for path in (f"/media/{key}/original", f"/media/{key}/7", "/media/../biztweet.db", f"/media/{key}/%00"):
        assert (await stranger.get(path)).status_code == 404


async def test_nothing_is_shown_once_its_post_is_deleted(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer
) -> None:
    here = any_company
    one, other = await kept(here, minsu, PICTURE), await kept(here, minsu, PDF, "a.pdf")
    addresses = [f"/media/{one.key}/large", f"/media/{other.key}/document/a.pdf"]
    posts = [await said(here, minsu, media_ids=(media.id,)) for media in (one, other)]
    assert [(await stranger.get(address)).status_code for address in addresses] == [200, 200]
    for post_id in posts:
        await remove(here.db, minsu, post_id)
    assert [(await stranger.get(address)).status_code for address in addresses] == [404, 404]
    await said(here, minsu, media_ids=(one.id,))  # deleted to be written anew
    assert (await stranger.get(addresses[0])).status_code == 200


async def test_a_file_that_is_lost_is_missing_and_no_fault(
    any_company: Company, stranger: httpx2.AsyncClient, minsu: Viewer, tmp_path: Path
) -> None:
    media = await kept(any_company, minsu, PICTURE)
    await any_company.blobs.delete(f"{media.key}/large")
    assert (await stranger.get(f"/media/{media.key}/large")).status_code == 404
    elsewhere = msgspec.structs.replace(any_company, blobs=FolderBlobs(tmp_path / "empty"))
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(InCompany(elsewhere, ROUTER)), base_url="http://files.test"
    ) as http:
        assert (await http.get(f"/media/{media.key}/small")).status_code == 404
