"""One post in real Chromium: who wrote it and when, what can be done with it, how its words are set."""

import re
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningServer
from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser


def write(page: Page, text: str) -> None:
    page.locator("#write .composer__text").fill(text)
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .post").first).to_contain_text(text[:3])


def an_hour_passes_before_the_edit(site: RunningServer) -> None:
    """Of an edit within half an hour nobody is told: the posts are made older than they are."""
    site.stop()
    with closing(sqlite3.connect(Path(site.environment["BIZTWEET_DATA"]) / "biztweet.db")) as database, database:
        database.execute("UPDATE posts SET created_at = created_at - 3600000000")
    site.start()


@pytest.mark.row(23)
def test_a_post_says_who_of_which_department_and_when_exactly(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    write(minsu, "안녕하세요")
    post = minsu.locator("#posts .post")
    expect(post.locator(".name")).to_have_text("김민수")
    expect(post.locator(".name__department")).to_have_text("데이터팀")
    expect(post.locator(".post__handle")).to_have_text("@minsu")
    expect(post.locator("time")).to_have_text("방금")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", post.locator("time").get_attribute("datetime") or "")
    assert re.fullmatch(
        r"\d{4}\. \d+\. \d+\. \(.\) 오[전후] \d+:\d\d", post.locator("time").get_attribute("title") or ""
    )


@pytest.mark.row(24)
def test_what_can_be_done_is_done_by_keyboard_and_says_what_is_done(open_browser: OpenBrowser) -> None:
    browser = open_browser(permissions=["clipboard-read", "clipboard-write"])
    minsu = browser.sign_in("minsu")
    write(minsu, "좋은 소식")
    for name in ("like", "keep"):
        button = minsu.locator(f".act--{name}")
        expect(button).to_have_attribute("aria-pressed", "false")
        button.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.press("Space")
        expect(button).to_have_attribute("aria-pressed", "false")
    minsu.locator(".act--repost").press("Enter")
    expect(minsu.get_by_role("link", name="인용하기")).to_be_visible()
    minsu.keyboard.press("Escape")
    minsu.locator(".act--share").press("Enter")
    expect(minsu.locator(".toast")).to_be_visible()
    href = minsu.locator("a.post__when").get_attribute("href")
    assert minsu.evaluate("navigator.clipboard.readText()") == f"{browser.site.base_url}{href}"


@pytest.mark.row(25)
def test_a_post_is_deleted_after_one_question_in_place(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    write(minsu, "남을 글")
    write(minsu, "지울 글")
    menu = minsu.locator("#posts .post").first.locator(".menu--end summary")
    menu.click()
    minsu.get_by_role("link", name="지우기").click()
    dialog = minsu.get_by_role("dialog")
    expect(dialog).to_contain_text("지울 글")
    minsu.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(minsu.locator("#posts .post")).to_have_count(2)
    menu.click()
    minsu.get_by_role("link", name="지우기").click()
    dialog.get_by_role("button", name="지우기").click()
    expect(minsu.locator("#posts .stub")).to_have_count(1)
    expect(minsu.locator("#posts .post")).to_have_count(1)
    minsu.reload()
    expect(minsu.locator("#posts .post__text")).to_have_text(["남을 글"])


@pytest.mark.row(23, 25)
def test_a_dialog_lists_how_an_edited_post_read_before(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    write(minsu, "처음 글")
    href = minsu.locator("a.post__when").get_attribute("href")
    edit = browser.page(f"{href}/edit")
    edit.locator("textarea").fill("고친 글")
    edit.locator(".composer__send").click()
    edit.wait_for_url(f"**{href}")
    an_hour_passes_before_the_edit(browser.site)
    minsu.reload()
    minsu.locator(".post__edited").click()
    dialog = minsu.get_by_role("dialog")
    expect(dialog.locator("li .post__text")).to_have_text(["고친 글", "처음 글"])
    dialog.get_by_role("button", name="닫기").click()
    expect(dialog).to_be_hidden()
    assert minsu.url.rstrip("/") == browser.site.base_url


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.row(26)
def test_a_long_post_folds_in_lists_and_is_whole_on_its_page(open_browser: OpenBrowser, *, scripts: bool) -> None:
    minsu = open_browser(java_script_enabled=scripts).sign_in("minsu")
    minsu.locator("#write .composer__text").fill("\n".join(str(line) for line in range(40)))
    minsu.locator("#write .composer__send").click()
    text = minsu.locator("#posts .post .post__text")
    expect(text).to_be_visible()
    folded = text.bounding_box()
    minsu.locator(".post__rest summary", has_text="더 보기").click()
    whole = text.bounding_box()
    assert folded is not None
    assert whole is not None
    assert whole["height"] > folded["height"] * 3
    minsu.locator(".post__rest summary", has_text="접기").click()
    again = text.bounding_box()
    assert again is not None
    assert again["height"] == folded["height"]
    minsu.locator("a.post__when").click()
    focus = minsu.locator(".thread__focus .post__text").bounding_box()
    assert focus is not None
    assert focus["height"] >= whole["height"]
    expect(minsu.locator(".thread__focus .post__rest")).to_be_hidden()


@pytest.mark.row(26)
def test_a_warning_folds_what_it_warns_of(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    token = browser.site.token("minsu")["bearer_token"]
    answer = browser.context.request.post(
        f"{browser.site.base_url}/api/v1/statuses",
        form={"status": "범인은 집사", "spoiler_text": "추리 소설의 끝"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.ok
    jane = browser.sign_in("jane")
    expect(jane.locator(".post__text")).to_be_hidden()
    jane.locator(".post__fold summary").press("Enter")
    expect(jane.locator(".post__text")).to_have_text("범인은 집사")


@pytest.mark.row(27)
def test_long_words_and_addresses_never_push_the_page_aside(open_browser: OpenBrowser) -> None:
    minsu = open_browser(viewport={"width": 320, "height": 640}).sign_in("minsu")
    address = "https://wiki.example.com/projects/2026/annual-report/" + "a" * 80 + "?page=1"
    write(minsu, f"보세요 {address}")
    write(minsu, "w" * 278)
    expect(minsu.locator(".post__text")).to_have_count(2)
    assert minsu.evaluate("document.documentElement.scrollWidth") <= 320
    acts = [act.bounding_box() for act in minsu.locator(".post").first.locator(".act").all()]
    starts = [act["x"] for act in acts if act]
    assert all(after - before >= 44 for before, after in pairwise(starts))
    link = minsu.locator(".post__text .link")
    expect(link).to_have_attribute("href", address)
    expect(link).to_have_attribute("title", address)
    shown = link.text_content() or ""
    assert shown.startswith("wiki.example.com/projects")
    assert shown.endswith("…")
    assert len(shown) <= 32
