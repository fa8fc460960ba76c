"""BizTweet as an app: installable, with a page of its own where there is no network, and nothing private kept."""

import json

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from tests.factories import a_person
from tests.media.pictures import file, photograph
from tests.web.conftest import OpenBrowser, until
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


@pytest.mark.row(51)
async def test_whoever_signs_in_first_finds_the_shared_words_again(company: Company) -> None:
    async with browsing(company, language="en") as browser:
        door = await browser.post("/share", data={"text": "Minutes"}, headers={"Sec-Fetch-Site": "none"})
        assert door.status_code == 401
        assert "/write?text=Minutes" in door.text


@pytest.mark.row(51)
async def test_pictures_of_others_and_posted_ones_are_not_brought_along(company: Company) -> None:
    me, other = await a_person(company, "minsu"), await a_person(company, "jane")
    minsu, jane = await a_visitor(company, me), await a_visitor(company, other)
    shared = await minsu.http.post(
        "/share", data={"text": "가"}, files={"picture": ("a.png", file(photograph(), "PNG"))}
    )
    address = shared.headers["location"]
    media_id = address.rpartition("=")[2]
    assert f'name="media" value="{media_id}"' in await minsu.page(address)
    assert f'value="{media_id}"' not in await jane.page(address)
    await minsu.sends("/posts", text="가", media=media_id, alt="")
    assert f'value="{media_id}"' not in await minsu.page(address)


SHARE = """async ([bytes, action]) => {
    const made = (name, more) => Object.assign(document.createElement(name), more)
    const form = made("form", { method: "post", action, enctype: "multipart/form-data" })
    const files = made("input", { type: "file", name: "picture" })
    const text = made("input", { name: "text", value: "비빔밥" })
    const data = new DataTransfer(), content = new Uint8Array(bytes)
    for (const name of ["a.png", "b.png"]) data.items.add(new File([content], name, { type: "image/png" }))
    files.multiple = true
    files.files = data.files
    form.append(files, text)
    document.body.append(form)
    form.submit()
}"""


@pytest.mark.browser
@pytest.mark.row(51)
def test_shared_pictures_stand_in_the_composer_to_be_described_ordered_and_posted(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    page = browser.sign_in("minsu")
    page.evaluate(SHARE, [list(file(photograph(40, 30), "PNG")), "/share"])
    page.wait_for_url("**/write?*")
    expect(page.locator(".composer__text")).to_have_value("비빔밥")
    expect(page.locator("[name=media]")).to_have_count(2)
    expect(page.locator(".composer__earlier")).to_have_count(2)
    page.locator("[name=alt]").first.fill("비빔밥 한 그릇")
    page.locator(".composer__remove").last.click()
    page.reload()
    expect(page.locator("[name=alt]").first).to_have_value("비빔밥 한 그릇")
    page.locator(".composer__remove").last.click()
    page.locator(".composer__send").click()
    expect(page.locator("#posts .grid__picture")).to_have_attribute("alt", "비빔밥 한 그릇")


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
    until(lambda: bool(page.evaluate("navigator.serviceWorker.controller !== null")))
    page.goto(browser.site.base_url + "/messages")
    until(lambda: bool(page.evaluate("async () => (await (await caches.open('wishes')).keys()).length === 1")))
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
