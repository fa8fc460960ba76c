"""The frame on a phone, a tablet and a desk; targets for fingers, the keyboard of a phone, and what is being loaded."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import OpenBrowser, Watched

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
TABLET = {"width": 768, "height": 900}
DESK = {"width": 1280, "height": 900}

# Links within a sentence are exempt, and what is hidden. Source: WCAG 2.2, 2.5.8, with the 44 px of 2.5.5.
_TOO_SMALL = """() => {
    const targets = "button, summary, select, a.act, nav a, .shell__head a, input:not([type=hidden], .hush)"
    const reach = found => {
        const label = found.matches("input") && found.closest("label")
        return (label || found).getBoundingClientRect()
    }
    return [...document.querySelectorAll(targets)]
        .filter(found => found.checkVisibility() && !found.closest(".hush, .skip") && !found.matches(".hush, .skip"))
        .map(found => [found.outerHTML.slice(0, 120), reach(found)])
        .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
        .map(([html, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)
}"""
_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def write(page: Page, text: str) -> None:
    page.locator("#write textarea").fill(text)
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .post").first).to_contain_text(text)


def posts(browser: Watched, count: int) -> None:
    token = browser.site.token("jane")["bearer_token"]
    for number in range(count):
        answer = browser.context.request.post(
            f"{browser.site.base_url}/api/v1/statuses",
            form={"status": f"글 {number}"},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.ok


@pytest.mark.row(43)
def test_a_phone_has_a_bar_of_five_and_a_sheet_with_the_rest(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport=PHONE, has_touch=True, is_mobile=True)
    page = browser.sign_in("minsu")
    expect(page.locator(".rail")).to_be_hidden()
    entries = page.locator(".bar > :is(a, button)")
    expect(entries).to_have_count(5)
    boxes = [entry.bounding_box() for entry in entries.all()]
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    labels = [label.bounding_box() for label in page.locator(".bar > .rail__entry > .rail__label").all()]
    assert len({label["y"] for label in labels if label}) == 1
    style = page.evaluate("fetch(document.querySelector('link[rel=stylesheet]').href).then(found => found.text())")
    assert "env(safe-area-inset-bottom)" in style
    assert "viewport-fit=cover" in (page.locator("meta[name=viewport]").get_attribute("content") or "")
    sheet = page.locator("#me-sheet")
    expect(sheet).to_be_hidden()
    page.locator(".bar__me").click()
    for path in ("/messages", "/lists", "/bookmarks", "/settings"):
        expect(sheet.locator(f"a[href='{path}']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(".bar__me")).to_be_focused()
    jane = open_browser("en-GB").sign_in("jane")
    jane.goto(browser.site.base_url + "/@minsu/message")
    jane.locator("#text-message").fill("Lunch?")
    jane.locator(".composer__send").click()
    expect(page.locator(".bar__me [data-messages]")).to_have_text("1")
    page.locator(".bar__write").click()
    expect(page.locator("#write textarea")).to_be_focused()


def test_the_sheet_opens_without_javascript(open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=PHONE, java_script_enabled=False).sign_in("minsu")
    page.locator(".bar__me").click()
    page.locator("#me-sheet a[href='/bookmarks']").click()
    page.wait_for_url("**/bookmarks")
    page.locator(".bar__write").click()
    expect(page.locator(".composer__text")).to_be_visible()


@pytest.mark.row(43)
def test_tablets_have_a_rail_of_icons_and_desks_three_columns(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport=TABLET)
    page = browser.sign_in("minsu")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".rail__label").first).to_be_hidden()
    expect(page.locator(".shell__side")).to_be_hidden()
    for width in (1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".rail__label").first).to_be_visible()
        expect(page.locator(".shell__side")).to_be_visible()
        column = page.locator(".shell__main").bounding_box()
        assert column is not None
        assert column["width"] == 600
        assert page.evaluate(_SIDEWAYS) is False


@pytest.mark.parametrize(
    "path", ["/", "/messages", "/messages/new?q=jane", "/notifications", "/@jane", "/settings", "/search"]
)
@pytest.mark.row(44, 47)
def test_fingers_find_targets_of_44_px_and_nothing_scrolls_sideways(open_browser: OpenBrowser, path: str) -> None:
    browser = open_browser(viewport=PHONE, has_touch=True, is_mobile=True)
    page = browser.sign_in("minsu")
    write(page, "점심 같이 드실 분? #점심")
    page.goto(browser.site.base_url + path)
    assert page.evaluate(_TOO_SMALL) == []
    assert page.evaluate(_SIDEWAYS) is False
    page.set_viewport_size({"width": 320, "height": 640})  # as wide as 200 % leaves of a 640 px window
    assert page.evaluate(_SIDEWAYS) is False


@pytest.mark.row(44)
def test_the_keyboard_of_a_phone_does_not_hide_where_somebody_writes(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport=PHONE, has_touch=True, is_mobile=True)
    page = browser.sign_in("minsu")
    for path, field in (("/write", ".composer__text"), ("/@jane/message", "#text-message")):
        page.goto(browser.site.base_url + path)
        page.locator(field).focus()
        page.set_viewport_size({"width": 360, "height": 340})  # what `interactive-widget=resizes-content` leaves
        page.locator(field).press_sequentially("가")
        box, bar = page.locator(field).bounding_box(), page.locator(".bar").bounding_box()
        assert box is not None
        bottom = bar["y"] if bar is not None else 340
        assert box["y"] >= 0
        assert box["y"] + min(box["height"], 44) <= bottom
        page.set_viewport_size(PHONE)  # type: ignore[arg-type] # as Playwright takes it


def until_asked(page: Page, held: list[Route]) -> None:
    for _ in range(200):
        if held:
            return
        page.wait_for_timeout(50)
    pytest.fail("Nothing was asked for")


@pytest.mark.row(45)
def test_what_takes_longer_than_a_glance_shows_its_shape_and_nothing_else_does(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport=DESK, service_workers="block")
    posts(browser, 85)
    page = browser.sign_in("minsu")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1_000)
    held: list[Route] = []
    page.route("**/*before=*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no built-in function
    busy, shapes = page.locator("#posts[aria-busy=true]"), page.locator("#posts .skeleton__post")

    page.locator("a.older").scroll_into_view_if_needed()
    until_asked(page, held)
    page.clock.run_for(140)
    expect(busy).to_have_count(0)
    held.pop().continue_()
    expect(page.locator("#posts .post")).to_have_count(80)
    page.clock.run_for(1_000)
    expect(busy).to_have_count(0)
    expect(shapes).to_have_count(0)

    page.locator("a.older").scroll_into_view_if_needed()
    until_asked(page, held)
    page.clock.run_for(160)
    expect(busy).to_have_count(1)
    expect(shapes).to_have_count(3)
    held.pop().continue_()
    expect(page.locator("#posts .post")).to_have_count(85)
    expect(busy).to_have_count(0)
    expect(shapes).to_have_count(0)


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "light"), ("light", "dark"), ("auto", "dark")])
@pytest.mark.row(42)
def test_the_first_thing_painted_has_the_chosen_theme(open_browser: OpenBrowser, theme: str, scheme: str) -> None:
    browser = open_browser(color_scheme=scheme)
    page = browser.sign_in("minsu")
    browser.context.add_cookies([{"name": "theme", "value": theme, "url": browser.site.base_url}])
    page.add_init_script(
        """new PerformanceObserver(list => {
            window.firstLook = getComputedStyle(document.documentElement).backgroundColor
        }).observe({ type: "paint", buffered: true })"""
    )
    page.goto(browser.site.base_url + "/")
    dark = "dark" in (theme, scheme if theme == "auto" else "")
    # Not wait_for_function: what it asks again and again, the page's policy forbids.
    page.evaluate("""new Promise(found => {
        const look = () => window.firstLook === undefined ? requestAnimationFrame(look) : found()
        look()
    })""")
    assert page.evaluate("window.firstLook") == ("rgb(12, 17, 15)" if dark else "rgb(238, 241, 236)")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") in ("light dark", theme)
