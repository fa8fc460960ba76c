"""BizTweet as an app: installable, with a page of its own where there is no network, and nothing private kept."""

import json

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from tests.factories import a_person
from tests.web.conftest import OpenBrowser
from tests.web.pages import browsing
from tests.web.visitors import a_visitor

KEPT = """async () => {
    const urls = []
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
    return urls
}"""


@pytest.mark.row(51)
async def test_strangers_get_what_a_browser_needs_to_install_it(company: Company) -> None:
    async with browsing(company) as browser:
        for language, write in (("ko", "글쓰기"), ("en", "Write")):
            answer = await browser.get(f"/manifest.webmanifest?language={language}")
            assert answer.headers["content-type"] == "application/manifest+json"
            told = answer.json()
            assert told["lang"] == language
            assert told["shortcuts"][0]["name"] == write
            for icon in told["icons"]:
                picture = await browser.get(icon["src"])
                assert picture.status_code == 200
                assert picture.headers["content-type"] == icon["type"]
            assert "set-cookie" not in answer.headers
        assert "maskable" in {icon["purpose"] for icon in told["icons"]}
        worker = await browser.get("/service-worker.js")
        assert worker.headers["cache-control"] == "no-cache"
        assert "연결되지 않음" in (await browser.get("/offline?language=ko")).text
        assert "No connection" in (await browser.get("/offline?language=en")).text


@pytest.mark.row(51)
async def test_what_another_app_shares_is_looked_at_before_it_is_posted(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu", language="en"))
    shared = {
        "title": "회의록",
        "text": "회의록 초안 https://intra.example.com/1",
        "url": "https://intra.example.com/1",
    }
    answer = await minsu.http.post("/share", data=shared)
    page = await minsu.page(answer.headers["location"])
    assert ">회의록\n회의록 초안 https://intra.example.com/1</textarea>" in page
    assert (await minsu.http.get("/share")).headers["location"] == "/"


@pytest.mark.browser
@pytest.mark.row(51)
def test_chromium_would_install_it(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    page = browser.sign_in("minsu")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = browser.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}  # as all browsers of tests are
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["lang"] == "ko"


@pytest.mark.browser
@pytest.mark.parametrize(("handle", "title"), [("minsu", "연결되지 않음"), ("jane", "No connection")])
@pytest.mark.row(51)
def test_without_a_network_a_page_says_so_in_ones_own_language_and_nothing_private_was_kept(
    open_browser: OpenBrowser, handle: str, title: str
) -> None:
    browser = open_browser("de-DE")
    page = browser.sign_in(handle)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(browser.site.base_url + "/messages")
    page.wait_for_function("async () => (await (await caches.open('wishes')).keys()).length === 1")
    browser.site.stop()
    page.goto(browser.site.base_url + "/notifications")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".plain__sheet")).to_have_css("display", "grid")  # the style sheet is there
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/")] in (
        [["/offline", "/offline", "/language"], ["/language", "/offline", "/offline"]]
    )
    browser.site.start()
    page.get_by_role("link").last.click()
    expect(page.locator("h1")).to_have_text("알림" if handle == "minsu" else "Notifications")
    browser.complaints = [line for line in browser.complaints if "Failed to fetch" not in line]
