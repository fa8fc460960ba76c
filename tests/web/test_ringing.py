"""Browsers that ring: offered where something is pushed, asked for by a click alone, shown by the service worker."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from biztweet.company import Company
from biztweet.notifications.model import Kind
from biztweet.notifications.set_preferences import preferences_of
from biztweet.opening import opened
from biztweet.push import browsers
from biztweet.push.encoding import base64url
from biztweet.settings import Settings
from biztweet.web.pages.ringing import ASKED
from tests.companies import MakeSettings
from tests.factories import a_person
from tests.push.receiver import Phone
from tests.running import RunningServer, running_server
from tests.web.conftest import OpenBrowser, Watched, join, until
from tests.web.visitors import a_visitor

RING, STILL = "/settings/notifications/ring", "/settings/notifications/still"
# No push service is to be reached from here: what it would give, and where this browser keeps it.
_PUSH_SERVICE = """
const made = () => {
    const kept = sessionStorage.getItem("made")
    if (!kept) return null
    const unsubscribe = async () => { sessionStorage.removeItem("made"); return true }
    return { toJSON: () => JSON.parse(kept), unsubscribe }
}
PushManager.prototype.getSubscription = async () => made()
PushManager.prototype.subscribe = async options => {
    if (!options.userVisibleOnly || !options.applicationServerKey) throw new TypeError("no key")
    sessionStorage.setItem("made", JSON.stringify(GIVEN))
    return made()
}
const ask = Notification.requestPermission.bind(Notification)
window.asked = 0
Notification.requestPermission = () => { window.asked += 1; return ask() }
"""


def given(phone: Phone) -> dict[str, str]:
    keys = phone.keys()
    return {
        "endpoint": "https://127.0.0.1:1/x",
        "p256dh": base64url(keys.public),
        "auth": base64url(keys.secret),
    }


@pytest.fixture
def site(make_settings: MakeSettings, tmp_path: Path) -> Iterator[RunningServer]:
    """A company that pushes."""
    settings = make_settings("sqlite")
    join(settings)
    with running_server(settings, tmp_path, BIZTWEET_PUSH="full") as server:
        yield server


async def test_a_session_asks_its_browser_to_ring_and_to_be_still(any_settings: Settings) -> None:
    async with opened(msgspec.structs.replace(any_settings, push="full")) as here:
        jane = await a_visitor(here, await a_person(here, "jane", language="en"))
        for path in ("/settings/notifications", "/notifications"):
            page = await jane.page(path)
            assert f'key="{here.push.public_key}"' in page
            assert " on>" not in page
        await jane.sends(RING, 200, **given(Phone()))
        assert " on>" in await jane.page("/settings/notifications")
        assert "<ring-offer" not in await jane.page("/notifications")
        other = await a_visitor(here, jane.me)
        assert " on>" not in await other.page("/settings/notifications")  # another browser of theirs
        await jane.sends(STILL, 200)
        assert " on>" not in await jane.page("/settings/notifications")


async def test_one_says_what_rings(any_settings: Settings) -> None:
    async with opened(msgspec.structs.replace(any_settings, push="hints")) as here:
        jane = await a_visitor(here, await a_person(here, "jane", language="en"))
        await jane.sends("/settings/notifications", offers=["rings"], rings=["like", "message"])
        assert (await preferences_of(here.db, jane.me.id)).ringing == (Kind.like, Kind.message)


@pytest.mark.parametrize(
    "wrong",
    [{"endpoint": "http://push.example.com/x"}, {"endpoint": "https://" + "x" * 3_000}, {"p256dh": "AAAA"},
     {"p256dh": "가"}, {"auth": ""}],
)  # fmt: skip
async def test_what_is_no_push_service_is_refused(any_settings: Settings, wrong: dict[str, str]) -> None:
    async with opened(msgspec.structs.replace(any_settings, push="full")) as here:
        jane = await a_visitor(here, await a_person(here, "jane"))
        await jane.sends(RING, 422, **given(Phone()) | wrong)
        assert " on>" not in await jane.page("/settings/notifications")


async def test_nobody_names_push_services_without_end(any_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(msgspec.structs.replace(any_settings, push="full")) as here:
        jane = await a_visitor(here, await a_person(here, "jane"))
        await here.quotas.spend(ASKED, str(jane.me.id), cost=ASKED.limit)
        monkeypatch.setattr(here.quotas, "_lifted", False)
        await jane.sends(RING, 429, **given(Phone()))
        assert " on>" not in await jane.page("/settings/notifications")


async def test_another_sites_page_cannot_ask(any_settings: Settings) -> None:
    async with opened(msgspec.structs.replace(any_settings, push="full")) as here:
        jane = await a_visitor(here, await a_person(here, "jane"))
        jane.http.headers["Sec-Fetch-Site"] = "cross-site"
        await jane.sends(RING, 403, **given(Phone()))


async def test_where_nothing_is_pushed_nothing_is_offered(company: Company) -> None:
    jane = await a_visitor(company, await a_person(company, "jane", language="en"))
    for path in ("/settings/notifications", "/notifications"):
        page = await jane.page(path)
        assert "ring-offer" not in page.replace("ring-offer.js", "")
        assert "Rings" not in page
    await jane.sends(RING, 404, **given(Phone()))
    viewer = await company.sessions.viewer(jane.http.headers["cookie"].partition("=")[2])
    assert not await browsers.rings(company.db, viewer)


def ready(open_browser: OpenBrowser, language: str = "ko-KR", **options: Any) -> Watched:
    """A browser that would be given a push subscription."""
    browser = open_browser(language, **options)
    told = given(Phone())
    kept = {"endpoint": told["endpoint"], "keys": {"p256dh": told["p256dh"], "auth": told["auth"]}}
    browser.context.add_init_script(_PUSH_SERVICE.replace("GIVEN", json.dumps(kept)))
    return browser


def wrongs(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [each["id"] for each in found]


@pytest.mark.browser
@pytest.mark.parametrize(("handle", "scheme"), [("minsu", "light"), ("jane", "dark")])
@pytest.mark.row(37)
def test_a_click_and_nothing_before_it_makes_a_browser_ring(
    open_browser: OpenBrowser, handle: str, scheme: str
) -> None:
    browser = ready(open_browser, color_scheme=scheme, reduced_motion="reduce")
    browser.context.grant_permissions(["notifications"], origin=browser.site.base_url)
    page = browser.sign_in(handle)
    for path in ("/notifications", "/settings/notifications"):
        page.goto(browser.site.base_url + path)
        expect(page.locator("ring-offer button[name=ring]")).to_be_visible()
        assert page.evaluate("window.asked") == 0
        assert wrongs(page) == []
    page.locator("button[name=ring]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("button[name=still]")).to_be_focused()
    assert page.evaluate("window.asked") == 1
    assert wrongs(page) == []
    page.reload()
    expect(page.locator("button[name=still]")).to_be_visible()
    page.goto(browser.site.base_url + "/notifications")
    expect(page.locator("ring-offer")).to_have_count(0)
    page.goto(browser.site.base_url + "/settings/notifications")
    page.locator("button[name=still]").click()
    expect(page.locator("button[name=ring]")).to_be_visible()
    page.reload()
    expect(page.locator("button[name=ring]")).to_be_visible()


@pytest.mark.browser
@pytest.mark.row(37)
def test_the_quiet_offer_goes_for_good_and_who_refused_is_told_how(open_browser: OpenBrowser) -> None:
    browser = ready(open_browser)
    browser.context.grant_permissions(["notifications"], origin=browser.site.base_url)
    page = browser.sign_in("minsu")
    page.goto(browser.site.base_url + "/notifications")
    page.locator("ring-offer button[name=later]").click()
    expect(page.locator("ring-offer")).to_be_hidden()
    page.reload()
    expect(page.locator("ring-offer")).to_be_hidden()
    refusing = ready(open_browser, "en-GB")
    refusing.context.add_init_script('Object.defineProperty(Notification, "permission", { get: () => "denied" })')
    page = refusing.sign_in("jane")
    page.goto(browser.site.base_url + "/settings/notifications")
    expect(page.get_by_text("allow notifications")).to_be_visible()
    assert page.locator("ring-offer button:visible").count() == 0
    page.goto(browser.site.base_url + "/notifications")
    expect(page.locator("ring-offer")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.row(37)
def test_the_service_worker_shows_what_is_pushed_and_leads_there(open_browser: OpenBrowser) -> None:
    browser = ready(open_browser)
    browser.context.grant_permissions(["notifications"], origin=browser.site.base_url)
    page = browser.sign_in("minsu")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    shown = {"title": "Jane 님이 나를 언급했습니다", "body": "점심", "url": "/posts/7", "tag": "t", "icon": "/x.png"}
    deliver(browser, page, json.dumps(shown))
    until(lambda: len(page.evaluate(_NOTICES)) == 1)
    assert page.evaluate(_NOTICES) == [[shown["title"], "점심", "t", {"url": "/posts/7"}]]
    deliver(browser, page, json.dumps(shown | {"body": "저녁"}))  # takes the place of the other
    until(lambda: page.evaluate(_NOTICES)[0][1] == "저녁")
    deliver(browser, page, "no JSON")
    until(lambda: len(page.evaluate(_NOTICES)) == 2)
    worker = browser.context.service_workers[0]
    worker.evaluate("self.clients.openWindow = async url => { self.opened = url }")
    worker.evaluate(_CLICK)
    until(lambda: len(page.evaluate(_NOTICES)) == 1)
    assert worker.evaluate("self.opened") == f"{browser.site.base_url}/posts/7"
    worker.evaluate("self.opened = ''")
    worker.evaluate("lead('https://elsewhere.example/')")
    assert worker.evaluate("self.opened") == ""


# What the system sends when somebody presses a notice; one that a script sends may extend nothing, so it is awaited.
_CLICK = """async () => {
    const [notification] = await self.registration.getNotifications({ tag: "t" })
    const click = new NotificationEvent("notificationclick", { notification })
    let led
    Object.defineProperty(click, "waitUntil", { value: promise => { led = promise } })
    self.dispatchEvent(click)
    await led
}"""
_NOTICES = """navigator.serviceWorker.ready.then(registration => registration.getNotifications())
    .then(found => found.map(each => [each.title, each.body, each.tag, each.data]))"""


def deliver(browser: Watched, page: Page, data: str) -> None:
    """Push something to the worker, as the browser does once it has opened it."""
    session = browser.context.new_cdp_session(page)
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(each["registrationId"] for each in told["registrations"] if not each["isDeleted"]),
    )
    session.send("ServiceWorker.enable")
    while not known:
        page.wait_for_timeout(20)
    origin = re.sub("/$", "", browser.site.base_url)
    session.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": known[0], "data": data})
    session.detach()
