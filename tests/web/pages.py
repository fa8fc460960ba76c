"""Pages in the test's own process: a browser without JavaScript, signed in or not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from biztweet.access import sessions
from biztweet.access.viewer import Viewer
from biztweet.app import make
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE

BASE = "http://127.0.0.1:8000"


@asynccontextmanager
async def browsing(
    company: Company, who: Viewer | None = None, language: str = ""
) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser that prefers a language."""
    headers = {"Origin": BASE} | ({"Accept-Language": language} if language else {})
    transport = httpx2.ASGITransport(make(company))
    async with httpx2.AsyncClient(transport=transport, base_url=BASE, headers=headers) as browser:
        if who is not None:
            secret = await sessions.begin(company.db, who.id, address="127.0.0.1", device="Test")
            browser.cookies.set(SESSION_COOKIE, secret)
        yield browser
