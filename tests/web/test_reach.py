"""Whoever uses no mouse or hears the page: what is said of new posts, and a tour by Tab."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import OpenBrowser
from tests.web.posting import App

pytestmark = pytest.mark.browser

_FOCUS = """() => {
    const found = document.activeElement
    const shown = found.matches("input.hush") ? found.closest("label") : found
    const style = getComputedStyle(shown), box = shown.getBoundingClientRect()
    const inside = shown.closest(".post__face, .hush") === null || found.classList.contains("skip")
    return {
        what: found.className || found.name || found.tagName,
        href: found.getAttribute("href"),
        place: found.closest(".skip, .rail, main, aside, .bar")?.className ?? "",
        ring: style.boxShadow !== "none" || style.outlineStyle !== "none" || found.closest(".seek, .composer") !== null,
        seen: box.width > 0 && box.height > 0 && inside,
    }
}"""


@pytest.mark.row(47)
def test_three_new_posts_are_said_once(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    jane = App(browser.site, "jane")
    page = browser.sign_in("minsu")
    expect(page.locator("live-stream[online]")).to_be_attached()
    page.evaluate(
        """() => {
            window.said = []
            const status = document.querySelector("calm-status")
            new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })
        }"""
    )
    for number in range(3):
        jane.post(f"새 글 {number}")
    expect(page.locator(".pill")).to_contain_text("3")
    expect(page.locator("calm-status")).to_have_text("새 글 3개")
    assert page.evaluate("said") == ["새 글 3개"]


@pytest.mark.row(47)
def test_a_tour_by_tab_begins_at_the_way_past_the_rail_and_shows_where_it_is(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport={"width": 1280, "height": 900})
    App(browser.site, "jane").post("첫 글")
    page = browser.sign_in("minsu")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUS)["what"] == "skip"
    expect(page.locator(".skip")).to_be_in_viewport()
    stops = []
    for _ in range(45):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(_FOCUS))["what"] == "BODY":  # round the end
            break
        stops.append(stop)
    assert [stop for stop in stops if not stop["ring"]] == []
    assert [stop for stop in stops if not stop["seen"]] == []
    names = " ".join(str(stop["what"]) for stop in stops)
    for part in ("rail__entry", "tabs__tab", "composer__text", "act--like", "act--reply"):
        assert part in names
    page.evaluate("document.activeElement.blur()")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "rail" not in page.evaluate(_FOCUS)["place"]
