"""axe finds nothing to complain of, on any page, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.media.films import mp4
from tests.media.papers import PDF
from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/?home=following",
    "/@minsu",
    "/@jane",
    "/@jane/likes",
    "/tags/lunch",
    "/explore",
    "/lists",
    "/lists/new",
    "/@jane/lists",
    "/@jane/in-lists",
    "/@jane/followers",
    "/@jane/following",
    "/search",
    "/search?q=lunch",
    "/search?q=jane",
    "/messages",
    "/@minsu/message",
    "/@jane/message",
    "/bookmarks",
    "/notifications",
    "/settings",
    "/settings/sessions",
    "/settings/apps",
    "/apps",
    "/developers",
    "/developers/apps/new",
    "/developers/start",
    "/developers/endpoints",
    "/oauth/authorize?oauth_token=x",
    "/scheduled",
    "/nowhere",
]


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing(open_browser: OpenBrowser, scheme: str, language: str) -> None:
    browser = open_browser("ko-KR" if language == "ko" else "en-GB", color_scheme=scheme, reduced_motion="reduce")
    found = list(violations(browser.page("/login")))
    page = browser.sign_in("minsu" if language == "ko" else "jane")
    for text in ("점심 같이 드실 분? #lunch @jane", "See https://example.com/ for details"):
        page.locator("#write textarea").fill(text)
        page.locator("#write .composer__send").click()
        expect(page.locator("#posts .post").first).to_contain_text(text[:3])
    for typed in ("@mins", "#lun", ":coffee"):
        page.locator("#write textarea").press_sequentially(typed)
        expect(page.locator(".completion__option").first).to_be_visible()
        found += violations(page)
        page.locator("#write textarea").fill("")
    page.locator("#write .emoji summary").click()
    expect(page.locator(".emoji__one").first).to_be_visible()
    found += violations(page)
    page.keyboard.press("Escape")
    for name, kind, content in (("회의록.pdf", "application/pdf", PDF), ("film.mp4", "video/mp4", mp4())):
        page.locator("[name=picture]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
        expect(page.locator("[name=media]")).to_have_count(1)
        found += violations(page)
        page.locator("#write .composer__send").click()
        if kind.startswith("video/"):  # nobody described it
            expect(page.get_by_role("dialog")).to_be_visible()
            found += violations(page)
            page.locator("[data-send]").click()
        expect(page.locator("[name=media]")).to_have_count(0)
    page.locator(".act--like").first.click()
    page.locator(".act--keep").first.click()
    expect(page.locator(".act--keep").first).to_have_attribute("aria-pressed", "true")
    thread = page.locator(".post__when").first.get_attribute("href")
    assert thread is not None
    for path in (*PAGES, thread, f"{thread}/quote", f"{thread}/edit", f"{thread}/delete", f"{thread}/history"):
        page.goto(browser.site.base_url + path)
        found += [f"{path}: {violation}" for violation in violations(page)]
    assert found == []


def violations(page: object) -> list[str]:
    results = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {node['html'][:160]} {node['failureSummary']}" for found in results for node in found["nodes"]
    ]
