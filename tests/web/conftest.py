"""A running server with people who have passwords, and browsers that are signed in as them."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from biztweet.access import sessions
from biztweet.accounts.join import Entry, add
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.companies import MakeSettings
from tests.running import RunningServer, running_server
from tests.web.cable import Cable

T = TypeVar("T")

PASSWORD = "correct horse battery"
expect.set_options(timeout=20_000)  # machines stall: how fast something is, is measured elsewhere
# What the browser itself says of answers that are no success; tests look at those answers, not at its words.
_LOST = re.compile(r"ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED)|status of (4\d\d|503)")


@pytest.fixture
def site(make_settings: MakeSettings, tmp_path: Path) -> Iterator[RunningServer]:
    """김민수 and Jane Smith in a company of their own, on SQLite."""
    settings = make_settings("sqlite")
    join(settings)
    with running_server(settings, tmp_path, BIZTWEET_COMPANY_NAME="한빛전자") as server:
        yield server


@pytest.fixture
def cable(site: RunningServer) -> Iterator[Cable]:
    """A cable to the running server."""
    laid = Cable(site.port)
    yield laid
    laid.cut()


Act = Callable[[Company], Awaitable[T]]


def within(settings: Settings, act: Act[T]) -> T:
    """What an act in the company of `settings` comes to; its server may be running."""

    async def run() -> T:
        async with opened(settings) as company:
            return await act(company)

    with ThreadPoolExecutor(1) as thread:  # Playwright's own event loop runs in this one
        return thread.submit(asyncio.run, run()).result()


def join(settings: Settings) -> None:
    """The two join a company, before its server starts."""

    async def both(company: Company) -> None:
        for entry in (
            Entry(handle="minsu", name="김민수", photo_key="", department="데이터팀"),
            Entry(handle="jane", name="Jane Smith", photo_key="", department="Sales", language="en"),
        ):
            await company.passwords.set(await add(company.db, entry), PASSWORD)

    within(settings, both)


def until(found: Callable[[], bool]) -> None:
    """Return as soon as it is so: Playwright's own waiting evaluates strings, which our pages forbid."""
    deadline = time.monotonic() + 20
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Watched:
    """A browser of one person, and all that went wrong in it: complaints of the console, requests to other hosts."""

    def __init__(self, context: BrowserContext, site: RunningServer) -> None:
        self.context = context
        self.site = site
        self.base_url = site.base_url  # another way to the site may be put here
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda line: self._said(line.text) if line.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def page(self, path: str = "/") -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.goto(self.base_url + path)
        return page

    def sign_in(self, handle: str) -> Page:
        """A tab of somebody whose browser has come in before."""

        async def begin(company: Company) -> str:
            person = await company.people.by_handle(handle)
            return await sessions.begin(company.db, person.id, address="127.0.0.1", device="Chromium")

        secret = within(self.site.settings, begin)
        address = self.base_url.replace("http:", "https:")  # else Chromium does not take it from us
        self.context.add_cookies(
            [{"name": SESSION_COOKIE, "value": secret, "url": address, "httpOnly": True, "sameSite": "Lax"}]
        )
        return self.page()

    def come_in(self, handle: str) -> Page:
        """A tab that has signed in by the page for it."""
        page = self.page("/login")
        page.locator("[name=handle]").fill(handle)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("form button").first.click()
        page.wait_for_url(re.compile(f"{self.base_url}/(welcome)?$"))
        if page.url.endswith("/welcome"):
            page.goto(self.base_url + "/")
        return page

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.base_url).netloc:
            self.foreign.append(url)

    def _said(self, text: str) -> None:
        if not _LOST.search(text) and "by Playwright" not in text:  # it says what it has blocked when it was told to
            self.complaints.append(text)


OpenBrowser = Callable[..., Watched]


@pytest.fixture
def open_browser(browser: Browser, site: RunningServer) -> Iterator[OpenBrowser]:
    """Opens browsers; when the test is over, none may have complained or asked another host."""
    opened: list[Watched] = []

    def open_one(language: str = "ko-KR", **options: object) -> Watched:
        context = browser.new_context(locale=language, **options)  # type: ignore[arg-type] # as Playwright takes them
        opened.append(Watched(context, site))
        return opened[-1]

    yield open_one
    for watched in opened:
        watched.context.close()
    assert [complaint for watched in opened for complaint in watched.complaints] == []
    assert [url for watched in opened for url in watched.foreign] == []
