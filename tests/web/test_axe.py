"""axe finds nothing wrong with any page there is, by day and by night; each has one heading and its landmarks."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import Entry, add
from biztweet.company import Company
from biztweet.kernel.paging import Page as Slice
from biztweet.mailing.model import Stream
from biztweet.mailing.off import off_token
from biztweet.posts.like import like
from biztweet.web.mails import writer
from tests.factories import said
from tests.media.films import mp4
from tests.media.papers import PDF
from tests.web.conftest import PASSWORD, OpenBrowser, Watched, within
from tests.web.page_table import ADMIN_PAGES, PAGES

pytestmark = pytest.mark.browser

_STRUCTURE = """() => {
    const visible = found => found.checkVisibility()
    const count = selector => [...document.querySelectorAll(selector)].filter(visible).length
    const wrong = []
    if (count("h1") !== 1) wrong.push(`${count("h1")} headings of the first order`)
    if (count("main") !== 1) wrong.push(`${count("main")} main landmarks`)
    if (!document.title.trim() || !document.documentElement.lang) wrong.push("no title or language")
    const skip = document.querySelector(".skip")
    if (document.querySelector(".shell") && !document.querySelector(skip?.hash)) wrong.push("no way past the rail")
    const loose = [...document.querySelectorAll("article:not([aria-labelledby])")].filter(visible)
    if (loose.length) wrong.push(`${loose.length} articles without a name`)
    return wrong
}"""


@pytest.fixture(params=["minsu", "jane"])
def me(request: pytest.FixtureRequest) -> str:
    """Who looks: one in Korean by day, the other in English by night."""
    return str(request.param)


@pytest.fixture
def reader(me: str, open_browser: OpenBrowser) -> Watched:
    locale, scheme = ("ko-KR", "light") if me == "minsu" else ("en-GB", "dark")
    return open_browser(locale, color_scheme=scheme, reduced_motion="reduce")


def test_axe_finds_nothing_at_the_door(reader: Watched) -> None:
    reader.site.add_person("newcomer", "새사람")
    invitation = reader.site.command("people", "invite", "newcomer").split()[-1]

    mail, way_out = within(reader.site.settings, a_mail)
    assert [f"{path}: {wrong}" for path in ("/login", invitation, way_out) for wrong in wrongs_of(reader, path)] == []
    page = reader.context.new_page()
    page.set_content(mail)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.row(47)
def test_axe_finds_nothing_while_somebody_writes(reader: Watched, me: str) -> None:
    page = reader.sign_in(me)
    a_thread(page)  # a topic to be completed
    assert [*while_writing(page), *with_files(page)] == []


@pytest.mark.row(24, 42, 47)
def test_axe_finds_nothing_on_any_page(reader: Watched, me: str) -> None:
    page = reader.sign_in(me)
    made = {
        "post": a_thread(page),
        **a_conversation(reader, page, "jane" if me == "minsu" else "minsu"),
        "app": an_app(reader, page),
        "list": a_list(reader, page),
    }
    addresses = [address.format(**made) for each in PAGES.values() for address in each]
    assert [
        f"{address}: {wrong}"
        for address in [*addresses, "/oauth/authorize?oauth_token=x"]
        for wrong in wrongs_of(reader, address, page)
    ] == []


def test_axe_finds_nothing_on_pages_of_administrators(reader: Watched) -> None:
    reader.site.add_person("boss", "박관리", "--admin")
    reader.site.command("people", "set-password", "boss", "--stdin", given=PASSWORD)
    page = reader.sign_in("boss")
    addresses = [address for each in ADMIN_PAGES.values() for address in each]
    assert [f"{address}: {wrong}" for address in addresses for wrong in wrongs_of(reader, address, page)] == []


async def a_mail(company: Company) -> tuple[str, str]:
    """What somebody gets who was away, as HTML, and the path of its way out."""
    me = Viewer(await add(company.db, Entry(handle="away", name="이서연", photo_key="", email="away@example.com")))
    jane = Viewer((await company.people.by_handle("jane")).id)
    post = await said(company, me, "점심 같이 드실 분? https://intranet.example.com/" + "long/" * 20)
    await like(company.db, jane, post)
    await said(company, jane, "@away count me in", reply_to_id=post)
    while len(await company.inbox.page(me, Slice())) < 2:  # noqa: ASYNC110 - the reply and the like
        await asyncio.sleep(0.01)
    email = await writer(company)(me.id, Stream.digest, [])
    assert email is not None
    return email.html, f"/mail/off/{off_token(company.vault, me.id, Stream.digest)}"


def a_thread(page: Page) -> str:
    """A post with a poll, marked and answered; its id."""
    for text in ("점심 같이 드실 분? #lunch @jane", "See https://example.com/ for details"):
        page.locator("#write textarea").fill(text)
        page.locator("#write .composer__send").click()
        expect(page.locator("#posts .post").first).to_contain_text(text[:3])
    page.locator(".act--like").first.click()
    page.locator(".act--keep").first.click()
    expect(page.locator(".act--keep").first).to_have_attribute("aria-pressed", "true")
    return page.locator(".post").first.get_attribute("data-post") or ""


def a_conversation(browser: Watched, page: Page, other: str) -> dict[str, str]:
    page.goto(f"{browser.site.base_url}/@{other}/message")
    page.locator("#text-message").fill("See you at lunch")
    page.locator(".composer__send").click()
    page.wait_for_url("**/messages/*")
    talk = re.search(r"/messages/(\d+)", page.url)
    page.goto(f"{browser.site.base_url}/messages/new?q={other}")
    person = page.locator("#offered button").first.get_attribute("value")
    assert talk is not None
    assert person is not None
    return {"talk": talk[1], "person": person}


def an_app(browser: Watched, page: Page) -> str:
    page.goto(browser.site.base_url + "/developers/apps/new")
    page.locator("main [name=name]").fill("Menu bot")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(browser.site.base_url + "/developers")
    href = page.locator("main a[href^='/developers/apps/']:not([href$='/new'])").first.get_attribute("href")
    return (href or "").rpartition("/")[2]


def a_list(browser: Watched, page: Page) -> str:
    page.goto(browser.site.base_url + "/lists/new")
    page.locator("main [name=name]").fill("점심 모임")
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/lists/\d+"))
    return page.url.partition("/lists/")[2].partition("/")[0]


def while_writing(page: Page) -> Iterator[str]:
    """What is wrong while words are being completed and emoji picked."""
    for typed in ("@mins", "#lun", ":coffee"):
        page.locator("#write textarea").press_sequentially(typed)
        expect(page.locator(".completion__option").first).to_be_visible()
        yield from violations(page)
        page.locator("#write textarea").fill("")
    page.locator("#write .emoji summary").click()
    expect(page.locator(".emoji__one").first).to_be_visible()
    yield from violations(page)
    page.keyboard.press("Escape")


def with_files(page: Page) -> Iterator[str]:
    """What is wrong while files are being attached, which then stand in posts."""
    for name, kind, content in (("회의록.pdf", "application/pdf", PDF), ("film.mp4", "video/mp4", mp4())):
        page.locator("[name=picture]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
        expect(page.locator("[name=media]")).to_have_count(1)
        yield from violations(page)
        page.locator("#write .composer__send").click()
        if kind.startswith("video/"):  # nobody described it
            expect(page.get_by_role("dialog")).to_be_visible()
            yield from violations(page)
            page.locator("[data-send]").click()
        expect(page.locator("[name=media]")).to_have_count(0)


def wrongs_of(browser: Watched, address: str, page: Page | None = None) -> list[str]:
    page = page or browser.page()
    page.goto(address if address.startswith("http") else browser.site.base_url + address)
    return [*violations(page), *page.evaluate(_STRUCTURE)]


def violations(page: Page) -> list[str]:
    """What axe says of a page as it stands."""
    results = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {node['html'][:160]} {node['failureSummary']}" for found in results for node in found["nodes"]
    ]
