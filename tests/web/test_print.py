"""A thread on paper: the conversation alone, black on white, with dates that stay true."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser


def test_a_printed_thread_is_the_conversation_alone(open_browser: OpenBrowser) -> None:
    browser = open_browser(color_scheme="dark")
    page = browser.sign_in("minsu")
    page.locator("#write textarea").fill("회의록은 https://intra.example.com/notes 에 있습니다")
    page.locator("#write .composer__send").click()
    page.goto(browser.site.base_url + (page.locator("#posts a.post__when").first.get_attribute("href") or ""))
    page.locator("#reply textarea").fill("잘 읽었습니다")
    page.locator("#reply .composer__send").click()
    expect(page.locator("#posts .post")).to_have_count(1)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".rail", ".shell__side", "#reply", ".post__acts", ".shell__back"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".post__text")).to_have_count(2)
    for number in range(2):
        expect(page.locator(".post__text").nth(number)).to_be_visible()
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".post__text").first).to_have_css("color", "rgb(21, 32, 27)")
    printed = page.locator(".post relative-time > time").first.evaluate(
        "time => getComputedStyle(time, '::after').content"
    )
    assert printed.strip('"') == page.locator(".post relative-time > time").first.get_attribute("title")
    assert "intra.example.com/notes" in page.locator(".post__text a").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert len(page.pdf()) > 5_000
