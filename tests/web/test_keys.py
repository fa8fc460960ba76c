"""The whole keyboard map, in real Chromium; never while somebody types."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenBrowser
from tests.web.posting import App
from tests.web.test_axe import violations

pytestmark = pytest.mark.browser

# What a keyboard with a Korean layout sends for some keys.
HANGUL = {"j": ("KeyJ", "ㅓ"), "l": ("KeyL", "ㅣ"), "?": ("Slash", "?"), "n": ("KeyN", "ㅜ")}


def by_hangul(page: Page, letter: str) -> None:
    code, key = HANGUL[letter]
    event = "new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true })"
    page.evaluate(f"([code, key]) => document.activeElement.dispatchEvent({event})", [code, key])


@pytest.mark.row(22)
def test_each_key_does_what_the_map_says(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    app = App(browser.site, "jane")
    app.post("접힌 글", spoiler_text="주의")
    app.posts("하나", "둘")
    page = browser.sign_in("minsu")
    posts = page.locator("#posts .post")
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(posts.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(posts.nth(2)).to_be_focused()
    page.keyboard.press("x")
    expect(posts.nth(2).locator(".post__fold")).to_have_attribute("open", "")
    page.keyboard.press("k")
    expect(posts.nth(1)).to_be_focused()
    for key in ("l", "f"):
        was = posts.nth(1).locator(".act--like").get_attribute("aria-pressed")
        page.keyboard.press(key)
        expect(posts.nth(1).locator(".act--like")).not_to_have_attribute("aria-pressed", was or "")
    page.keyboard.press("b")
    expect(posts.nth(1).locator(".act--keep")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("t")
    expect(posts.nth(1).locator(".menu").first).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("#write textarea")).to_be_focused()
    expect(page.locator("#write textarea")).to_have_value("@jane ")
    page.keyboard.type("jk?")
    expect(page.locator("#write textarea")).to_have_value("@jane jk?")
    page.locator("#write textarea").fill("")


@pytest.mark.row(22)
def test_keys_write_look_for_and_lead_to_posts_and_people(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    app = App(browser.site, "jane")
    app.posts("하나", "둘")
    page = browser.sign_in("minsu")
    posts = page.locator("#posts .post")
    page.locator("h1").click()
    for key in ("n", "c"):
        page.locator("h1").click()
        page.keyboard.press(key)
        expect(page.locator("#write textarea")).to_be_focused()
        expect(page.locator("#write textarea")).to_have_value("")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator(".shell__side .seek__input")).to_be_focused()
    page.locator("h1").click()
    app.post("셋")
    expect(page.locator(".pill")).to_be_visible()
    page.keyboard.press(".")
    expect(posts.first).to_contain_text("셋")
    expect(posts.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/*")
    page.locator(".thread__focus .post").focus()
    page.keyboard.press("r")
    expect(page.locator("#reply textarea")).to_be_focused()
    page.locator("h1").click()
    page.locator(".thread__focus .post").focus()
    page.keyboard.press("p")
    page.wait_for_url("**/@jane")
    page.locator("#posts .post").first.focus()
    page.keyboard.press("o")
    page.wait_for_url("**/posts/*")


@pytest.mark.row(22)
def test_g_leads_everywhere_and_the_map_opens_and_closes(open_browser: OpenBrowser) -> None:
    page = open_browser().sign_in("minsu")
    places = [
        ("n", "/notifications"),
        ("m", "/messages"),
        ("l", "/lists"),
        ("b", "/bookmarks"),
        ("e", "/explore"),
        ("p", "/@minsu"),
        ("h", "/"),
    ]
    for key, path in places:
        page.locator("body").press("g")
        page.locator("body").press(key)
        page.wait_for_url(f"**{path}")
    page.locator("body").press("?")
    expect(page.get_by_role("dialog", name="키보드 단축키")).to_be_visible()
    page.keyboard.press("j")  # nothing moves behind it
    page.keyboard.press("Escape")
    expect(page.locator("#keys-map")).to_be_hidden()
    page.get_by_role("button", name="키보드 단축키").click()
    expect(page.locator("#keys-map")).to_be_visible()


@pytest.mark.row(22)
def test_a_korean_layout_has_the_same_keys_and_a_syllable_in_the_making_none(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    App(browser.site, "jane").posts("하나", "둘")
    page = browser.sign_in("minsu")
    page.locator("h1").click()
    by_hangul(page, "j")
    expect(page.locator("#posts .post").first).to_be_focused()
    by_hangul(page, "l")
    expect(page.locator("#posts .post").first.locator(".act--like")).to_have_attribute("aria-pressed", "true")
    by_hangul(page, "n")
    expect(page.locator("#write textarea")).to_be_focused()
    page.locator("h1").click()
    in_the_making = "{ code: 'KeyN', key: 'n', isComposing: true, bubbles: true }"
    page.evaluate(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {in_the_making}))")
    expect(page.locator("#write textarea")).not_to_be_focused()
    by_hangul(page, "?")
    expect(page.locator("#keys-map")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.row(31, 47)
def test_axe_finds_nothing_in_the_map_and_in_a_card(open_browser: OpenBrowser, scheme: str) -> None:
    browser = open_browser(color_scheme=scheme, reduced_motion="reduce")
    App(browser.site, "jane").post("Hello")
    page = browser.sign_in("minsu")
    page.locator("#posts a.name").focus()
    expect(page.locator(".person-pop")).to_be_visible()
    found = list(violations(page))
    page.keyboard.press("Escape")
    page.locator("body").press("?")
    expect(page.locator("#keys-map")).to_be_visible()
    assert [*found, *violations(page)] == []


@pytest.mark.row(22)
def test_every_key_of_the_map_is_one_that_does_something(open_browser: OpenBrowser) -> None:
    page = open_browser().sign_in("minsu")
    shown = {words.strip() for words in page.locator("#keys-map dt kbd").all_text_contents()} - {"Ctrl"}
    done = page.evaluate("""() => {
        const { src } = document.querySelector("script[src$='components/app.js']")
        return fetch(new URL("page-keys.js", src)).then(answer => answer.text())
    }""")
    named = {"esc": "escape"}
    assert [key for key in sorted(shown) if f'"{named.get(key.lower(), key.lower())}":' not in done] == []
