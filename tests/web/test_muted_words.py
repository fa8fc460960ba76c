"""Muted words on the pages: left out or folded for one person alone, live too, and as long as they hold."""

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from biztweet.kernel.clock import DAY
from tests.factories import a_person, said
from tests.web.conftest import OpenBrowser
from tests.web.posting import App
from tests.web.test_notifications import write
from tests.web.visitors import a_visitor


async def test_posts_with_muted_words_are_left_out_or_folded_for_one_alone(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    jane, other = [await a_visitor(here, await a_person(here, name, language="en")) for name in ("jane", "other")]
    root = await said(here, minsu, "Start #talk")
    for text in ("야근 이야기 #talk", "주식 이야기 #talk", "Plain words #talk"):
        await said(here, minsu, text)
    await said(here, minsu, "야근 답글", reply_to_id=root)
    await said(here, jane.me, "내 야근")
    await jane.sends("/settings/words", word="야근", how="hide", until="day")
    await jane.sends("/settings/words", word="주식", how="fold", where="posts")
    for path in ("/", "/@minsu", "/tags/talk", "/search?q=talk"):
        page = await jane.page(path)
        assert ("야근 이야기" in page, "주식 이야기" in page, "Plain words" in page) == (False, True, True), path
        assert page.count('class="muted"') == 1, path
        assert "Muted: 주식" in page
        assert "야근 이야기" in await other.page(path)
    assert "내 야근" in await jane.page("/")
    assert "야근 답글" not in await jane.page(f"/posts/{root}")
    assert "야근 답글" in await other.page(f"/posts/{root}")
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * DAY
    assert "야근 이야기" in await jane.page("/")


@pytest.mark.browser
def test_a_word_that_is_muted_while_pages_are_open_brings_no_pill(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB")
    jane, minsu = browser.sign_in("jane"), open_browser().sign_in("minsu")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    settings = browser.page("/settings/words")
    settings.locator("[name=word]").fill("야근")
    settings.get_by_role("button", name="Mute the word").click()
    expect(settings.locator(".device")).to_contain_text("야근")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    jane.wait_for_timeout(1_500)
    write(minsu, "오늘도 야근")
    write(minsu, "점심은 국수")
    expect(jane.locator(".pill")).to_contain_text("1 new post")
    jane.locator(".pill").click()
    expect(jane.locator("#posts .post").first).to_contain_text("점심은 국수")
    expect(jane.locator("#posts .post", has_text="야근")).to_have_count(0)


@pytest.mark.browser
def test_what_arrives_is_left_out_or_folded_on_pages_where_its_filter_looks_and_on_no_others(
    open_browser: OpenBrowser,
) -> None:
    browser = open_browser("en-GB")
    minsu, app = App(browser.site, "minsu"), App(browser.site, "jane")
    root = minsu.post("뿌리")
    for phrase, context, hides in (("야근", "public", "true"), ("주식", "thread", "false"), ("회식", "home", "true")):
        app.ask("POST", "/filters", phrase=phrase, irreversible=hides, **{"context[]": context})
    home = browser.sign_in("jane")
    topic, thread = browser.page("/tags/일"), browser.page(f"/posts/{root}")
    for tab in (home, topic, thread):
        expect(tab.locator("live-stream[online]")).to_be_attached()
    minsu.post("야근 이야기 #일")
    minsu.post("회식 이야기 #일")
    minsu.post("주식 이야기 #일")
    minsu.post("주식 답글", in_reply_to_id=root)
    minsu.post("회식 답글", in_reply_to_id=root)
    expect(thread.locator("#posts .post__text")).to_have_text(["주식 답글", "회식 답글"])
    expect(thread.locator("#posts .muted .post__text")).to_have_text(["주식 답글"])
    expect(thread.locator("#posts .muted .post__text")).to_be_hidden()
    thread.locator(".muted__line", has_text="주식").click()
    expect(thread.locator("#posts .muted .post__text")).to_be_visible()
    for tab, others in (
        (home, ["주식 이야기 #일", "야근 이야기 #일"]),
        (topic, ["주식 이야기 #일", "회식 이야기 #일"]),
    ):
        tab.locator(".pill").click()
        expect(tab.locator("#posts .post__text", has_text="이야기")).to_have_text(others)
