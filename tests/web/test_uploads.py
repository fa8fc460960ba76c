"""Files by the page: sent ahead by its script, or along with the post without one; refusals in the reader's words."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from biztweet.access.sessions import begin
from biztweet.access.viewer import Viewer
from biztweet.app import make
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE
from biztweet.kernel.paging import Page
from biztweet.timelines.company import company as company_timeline
from tests.factories import a_person
from tests.media.films import mp4
from tests.media.papers import PDF, office
from tests.media.pictures import file, photograph

PICTURE = file(photograph(64, 48))


@pytest.fixture
async def minsu(company: Company) -> Viewer:
    return await a_person(company, "minsu", language="en")


@pytest.fixture
async def page(company: Company, minsu: Viewer) -> AsyncIterator[httpx2.AsyncClient]:
    """민수's browser."""
    secret = await begin(company.db, minsu.id, address="", device="")
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en", "Cookie": f"{SESSION_COOKIE}={secret}"}
    transport = httpx2.ASGITransport(make(company))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers) as http:
        yield http


async def shown(company: Company) -> list[str]:
    """What the newest post shows: the names of files."""
    [post_id] = await company_timeline(company.timelines, Viewer(0), Page(limit=1))
    media = (await company.views.shared([post_id]))[post_id].media
    return [each.filename or each.description for each in media]


async def test_a_file_is_sent_ahead_and_posted(company: Company, page: httpx2.AsyncClient) -> None:
    ids = [
        (await page.post("/uploads", files={"file": (name, content)})).json()["id"]
        for name, content in (("a.jpg", PICTURE), ("b.jpg", PICTURE))
    ]
    form = {"text": "사진", "key": "k", "media": ids[::-1], "alt": ["둘", "하나"]}
    assert (await page.post("/posts", data=form)).status_code == 303
    assert await shown(company) == ["둘", "하나"]


async def test_without_a_script_files_come_along_with_the_post(company: Company, page: httpx2.AsyncClient) -> None:
    papers = [("picture", ("회의록.pdf", PDF)), ("picture", ("예산.xlsx", office("xl")))]
    assert (await page.post("/posts", data={"text": "자료", "key": "k"}, files=papers)).status_code == 303
    assert await shown(company) == ["회의록.pdf", "예산.xlsx"]


@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (b"", "a.png", 422, "This file cannot be used."),
        (b"<svg/>", "a.svg", 422, "This file cannot be used."),
        (mp4(seconds=200), "a.mp4", 422, "The video is too long."),
        (PDF * 400_000, "a.pdf", 413, "The file is too large."),
    ],
)
async def test_what_is_not_taken_is_said(
    page: httpx2.AsyncClient, content: bytes, name: str, status: int, words: str
) -> None:
    refused = await page.post("/uploads", files={"file": (name, content)})
    assert refused.status_code == status
    assert refused.json()["error"].startswith(words)


async def test_a_mixture_is_refused(page: httpx2.AsyncClient) -> None:
    ids = [
        (await page.post("/uploads", files={"file": (name, content)})).json()["id"]
        for name, content in (("a.jpg", PICTURE), ("a.pdf", PDF))
    ]
    assert (await page.post("/posts", data={"text": "x", "key": "k", "media": ids})).status_code == 422
    assert (await page.post("/posts", data={"text": "x", "key": "l", "media": "7"})).status_code == 422
    assert (await page.post("/posts", data={"text": "x", "key": "m", "media": "x"})).status_code == 422


async def test_strangers_and_other_sites_send_nothing(company: Company, page: httpx2.AsyncClient) -> None:
    elsewhere = await page.post("/uploads", files={"file": PICTURE}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    stranger = await page.post("/uploads", files={"file": PICTURE}, headers={"Cookie": ""})
    assert stranger.status_code == 401
    assert [entry async for entry in company.blobs.entries()] == []
