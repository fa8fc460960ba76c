"""Two people, two browsers: every act of one is seen by the other within two seconds, in place."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser

# A second is what people are promised; the test's machine may be busy with others.
SOON = 2_000


def online(page: Page) -> None:
    expect(page.locator("live-stream[online]")).to_be_attached(timeout=15_000)


@pytest.mark.row(17)
def test_every_act_on_a_post_is_seen_by_the_other_in_place(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    online(minsu)
    online(jane)
    minsu.locator("#write textarea").fill("함께 보는 글")
    minsu.locator("#write .composer__send").click()
    expect(jane.locator(".pill")).to_be_visible(timeout=SOON)
    jane.locator(".pill").click()
    seen, mine = jane.locator("#posts .post").first, minsu.locator("#posts .post").first
    expect(seen).to_contain_text("함께 보는 글")

    seen.locator(".act--like").click()
    expect(mine.locator("[data-count=like]")).to_have_text("1", timeout=SOON)
    expect(mine.locator(".act--like")).to_have_attribute("aria-pressed", "false")
    seen.locator(".act--like").click()
    expect(mine.locator("[data-count=like]")).to_be_empty(timeout=SOON)

    seen.locator(".act--repost").click()
    jane.get_by_role("button", name="Repost", exact=True).click()
    expect(mine.locator("[data-count=repost]")).to_have_text("1", timeout=SOON)

    edit = minsu.context.new_page()
    edit.goto(minsu.url.split("#")[0].rstrip("/") + f"/posts/{(mine.get_attribute('id') or '')[5:]}/edit")
    edit.locator("textarea").fill("고쳐 쓴 글")
    edit.locator(".composer__send").click()
    expect(seen.locator(".post__text")).to_have_text("고쳐 쓴 글", timeout=SOON + 2_000)
    expect(seen.locator(".act--repost")).to_have_attribute("data-on", "true")
    edit.wait_for_url("**/posts/*")

    thread = open_browser("en-GB").sign_in("jane")
    thread.goto(edit.url)
    online(edit)
    online(thread)
    thread.locator("#reply textarea").fill("An answer")
    thread.locator("#reply .composer__send").click()
    expect(edit.locator("#posts .post__text")).to_have_text(["An answer"], timeout=SOON)
    expect(mine.locator("[data-count=reply]")).to_have_text("1", timeout=SOON)

    edit.goto(edit.url.split("#")[0] + "/delete")
    edit.locator(".panel .button--danger").click()
    expect(jane.locator("#posts .stub")).to_have_count(1, timeout=SOON + 2_000)


@pytest.mark.row(28, 29)
def test_answers_stand_below_what_they_answer_and_deep_ones_behind_a_link(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    minsu.locator("#write textarea").fill("뿌리")
    minsu.locator("#write .composer__send").click()
    minsu.locator("#posts .post .post__when").click()
    minsu.wait_for_url("**/posts/*")
    online(minsu)
    root = minsu.url
    jane.goto(root)
    for text in ("One", "Two"):
        jane.locator("#reply textarea").fill(text)
        jane.locator("#reply .composer__send").click()
        expect(minsu.locator("#posts .post__text").last).to_have_text(text, timeout=SOON)
    answered = "One"
    for text in ("One below", "Deep", "Deepest"):
        jane.goto(root)
        jane.locator("#posts .post", has=jane.get_by_text(answered, exact=True)).locator(".act--reply").click()
        expect(jane.locator(".thread__to")).to_contain_text("Replying to Jane Smith")
        expect(jane.locator("#reply textarea")).to_be_focused()
        jane.locator("#reply textarea").fill(text)
        jane.locator("#reply .composer__send").click()
        expect(jane.locator("#posts .post", has_text=text)).to_be_visible()
        answered = text
    expect(minsu.locator("#posts .post__text")).to_have_text(["One", "One below", "Deep", "Two"], timeout=SOON + 2_000)
    expect(minsu.locator(".thread__level--2")).to_contain_text("Deep")
    expect(minsu.get_by_role("link", name="답글 1개 더 보기")).to_be_visible(timeout=SOON)
    minsu.get_by_role("link", name="답글 1개 더 보기").click()
    minsu.wait_for_url(lambda url: url != root)
    focus = minsu.locator(".thread__focus")
    expect(focus).to_contain_text("Deep")
    box = focus.bounding_box()
    assert box is not None
    assert 40 <= box["y"] <= 140  # at the top, with what it answers above it
    expect(minsu.locator(".thread__before .post")).to_have_count(3)
    expect(minsu.locator("#posts .post__text")).to_have_text(["Deepest"])


def test_a_message_is_seen_at_once(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    online(jane)
    minsu.goto(minsu.url.split("#")[0] + "@jane/message")
    minsu.locator("textarea").fill("잠깐 시간 되세요?")
    minsu.locator(".composer__send").click()
    expect(jane.locator(".rail [data-letters]")).to_have_text("1", timeout=SOON + 1_000)
