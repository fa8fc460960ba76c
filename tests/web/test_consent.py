"""Apps in a real browser: registered by keyboard, allowed, and sent back through the page's policy; axe looks on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import PASSWORD, OpenBrowser
from tests.web.test_axe import violations

pytestmark = pytest.mark.browser

CALLBACK = "https://app.example/done"
SCOPE = "tweet.read+tweet.write+users.read"
PKCE = f"code_challenge={'v' * 43}&code_challenge_method=S256"


def registered(page: Page, base_url: str) -> str:
    """An app's client id, got with the keyboard alone."""
    page.goto(f"{base_url}/developers/apps/new")
    page.locator("[name=name]").focus()
    page.keyboard.type("점심 알림")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(CALLBACK)
    page.locator("[name=name]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#consumer-secret")).to_be_visible()
    return page.locator(".keys__value").first.inner_text()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_an_app_is_registered_and_allowed(open_browser: OpenBrowser, language: str, scheme: str) -> None:
    browser = open_browser("ko-KR" if language == "ko" else "en-GB", color_scheme=scheme, reduced_motion="reduce")
    page = browser.sign_in("minsu" if language == "ko" else "jane")
    base_url = browser.site.base_url
    client_id = registered(page, base_url)
    found = violations(page)
    page.locator(".form__row a").last.click()
    expect(page.locator("#keys")).to_be_visible()
    found += violations(page)
    asked = f"client_id={client_id}&redirect_uri={CALLBACK}&response_type=code&scope={SCOPE}&state=s&{PKCE}"
    page.goto(f"{base_url}/i/oauth2/authorize?{asked}")
    found += violations(page)
    assert found == []
    first = page.locator("button").first
    expect(first).to_have_attribute("value", "allow")
    expect(first).to_be_in_viewport()
    page.route("https://app.example/**", lambda route: route.fulfill(body="back in the app"))
    first.press("Enter")
    page.wait_for_url(re.compile(r"^https://app\.example/done\?code=[\w-]+&state=s$"))
    assert browser.complaints == []
    browser.foreign.clear()  # the app's own address, which was meant


def test_consent_works_without_scripts(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB", java_script_enabled=False)
    page = browser.sign_in("jane")
    client_id = registered(page, browser.site.base_url)
    asked = f"client_id={client_id}&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code&scope=profile"
    page.goto(f"{browser.site.base_url}/oauth/authorize?{asked}")
    page.locator("button").first.click()
    expect(page.locator("#code")).to_have_value(re.compile(r"[\w-]{20,}"))


def test_an_app_that_opens_the_consent_in_a_window_of_its_own_hears_from_it_again(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB")
    page = browser.sign_in("jane")
    client_id = registered(page, browser.site.base_url)
    page.context.clear_cookies()  # so that the window shows the sign-in first
    answer = "<script>if (window.opener) window.opener.postMessage(location.search, '*')</script>"
    page.route("https://app.example/**", lambda route: route.fulfill(body="<p>the app</p>", content_type="text/html"))
    page.goto("https://app.example/")
    page.evaluate("() => { window.heard = new Promise(done => addEventListener('message', e => done(e.data))) }")
    asked = f"client_id={client_id}&redirect_uri={CALLBACK}&response_type=code&scope={SCOPE}&state=s&{PKCE}"
    with page.expect_popup() as opened:
        page.evaluate(
            "address => { open(address, '_blank', 'popup') }", f"{browser.site.base_url}/i/oauth2/authorize?{asked}"
        )
    window = opened.value
    window.route("https://app.example/**", lambda route: route.fulfill(body=answer, content_type="text/html"))
    window.locator("[name=handle]").fill("jane")
    window.locator("[name=password]").fill(PASSWORD)
    window.locator("[name=password]").press("Enter")
    window.locator("button[value=allow]").click()
    assert re.fullmatch(r"\?code=[\w-]+&state=s", page.evaluate("() => window.heard"))
    browser.foreign.clear()
