"""Timelines in real Chromium: nothing moves under a reader, nothing is missed, Back leads to the same place."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.cable import Cable
from tests.web.conftest import OpenBrowser, until
from tests.web.posting import App

pytestmark = pytest.mark.browser

SHIFTS = """
    window.shifts = 0
    const add = entry => { if (!entry.hadRecentInput) window.shifts += entry.value }
    new PerformanceObserver(list => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true })
"""
LONG = "한 줄로는 다 담기지 않는 긴 글입니다. " * 5


def top(article: Locator) -> float:
    box = article.bounding_box()
    assert box is not None
    return box["y"]


COMES_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


def online(page: Page) -> None:
    expect(page.locator("live-stream[online]")).to_be_attached(timeout=45_000)  # it waits up to 30 s between tries


@pytest.mark.row(14)
def test_new_posts_wait_behind_a_pill_while_somebody_reads_or_writes(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    minsu.posts(*[f"글 {number}" for number in range(12)])
    jane = browser.sign_in("jane")
    online(jane)
    jane.locator("#write textarea").fill("Half a thou")
    jane.evaluate("scrollTo(0, 400)")
    scrolled = jane.evaluate("scrollY")
    minsu.posts("하나", "둘", "셋")
    expect(jane.locator(".pill")).to_contain_text("3")
    assert jane.evaluate("scrollY") == scrolled
    expect(jane.locator("#posts .post")).to_have_count(12)
    expect(jane.locator("#write textarea")).to_have_value("Half a thou")
    jane.locator(".pill").click()
    first = jane.locator("#posts .post").first
    expect(first).to_contain_text("셋")
    expect(first).to_be_focused()
    until(lambda: jane.evaluate("scrollY") < 5)
    expect(jane.locator(".pill")).to_be_hidden()


@pytest.mark.row(15, 17)
def test_edits_deletions_counts_and_pictures_move_nothing_under_the_readers_eyes(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    ids = minsu.posts(*[f"{number}: {LONG}" for number in range(8)], "짧은 글", "지울 글")
    browser.context.add_init_script(SHIFTS)
    jane = browser.sign_in("jane")
    online(jane)
    anchor = jane.locator(f"#post-{ids[3]}")
    anchor.scroll_into_view_if_needed()
    jane.evaluate("scrollBy(0, -100)")
    jane.wait_for_timeout(300)
    before = top(anchor)
    minsu.ask("PUT", f"/statuses/{ids[8]}", status=LONG)
    minsu.ask("POST", f"/statuses/{ids[7]}/favourite")
    minsu.ask("DELETE", f"/statuses/{ids[9]}")
    expect(jane.locator(f"#post-{ids[8]}")).to_contain_text("담기지")
    expect(jane.locator(f"#post-{ids[7]} [data-count=like]")).to_have_text("1")
    expect(jane.locator("#posts .stub")).to_have_count(1)
    jane.wait_for_timeout(300)
    assert abs(top(anchor) - before) <= 1
    assert jane.evaluate("shifts") < 0.02


@pytest.mark.row(16)
def test_ones_own_post_stands_there_at_once_and_once_however_slow_the_network(open_browser: OpenBrowser) -> None:
    minsu = open_browser(service_workers="block").sign_in("minsu")  # which would ask beside what the test puts between
    online(minsu)

    def slowly(route: Route) -> None:
        answer = route.fetch()
        minsu.wait_for_timeout(3_500)  # the stream tells of the post long before the answer comes
        route.fulfill(response=answer)

    minsu.route("**/posts", slowly)
    minsu.locator("#write textarea").fill("느린 길로 <b>가는</b> 글")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .sending")).to_contain_text("느린 길로 <b>가는</b> 글")
    expect(minsu.locator("#posts .post")).to_have_count(0)
    expect(minsu.locator("#posts .post")).to_have_count(1)
    expect(minsu.locator("#posts .sending")).to_have_count(0)
    minsu.wait_for_timeout(2_500)
    expect(minsu.locator("#posts article")).to_have_count(1)
    expect(minsu.locator(".pill")).to_be_hidden()


@pytest.mark.row(16)
def test_a_post_that_cannot_be_sent_leaves_the_list_and_stays_in_the_composer(open_browser: OpenBrowser) -> None:
    minsu = open_browser(service_workers="block").sign_in("minsu")
    online(minsu)
    minsu.route("**/posts", lambda route: route.fulfill(status=503, body=""))
    minsu.locator("#write textarea").fill("못 간 글")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .sending")).to_have_count(0)
    expect(minsu.locator("#write textarea")).to_have_value("못 간 글")


@pytest.mark.row(18, 20)
def test_after_a_time_without_connection_nothing_is_missing(open_browser: OpenBrowser, cable: Cable) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    minsu.posts("전에 있던 글")
    browser.base_url = cable.base_url
    jane = browser.sign_in("jane")
    online(jane)
    cable.cut()
    minsu.posts(*[f"놓친 글 {number}" for number in range(60)])
    expect(jane.locator("[data-offline]")).to_be_hidden()
    expect(jane.locator("[data-offline]")).to_be_visible()
    cable.mend()
    jane.evaluate(COMES_BACK)
    online(jane)
    expect(jane.locator("[data-offline]")).to_be_hidden()
    expect(jane.locator(".pill")).to_contain_text("40+")
    jane.locator(".pill").click()
    expect(jane.locator("#posts .post")).to_have_count(41)
    gap = jane.get_by_role("link", name="Load the posts in between")
    gap.click()
    expect(jane.locator("#posts .post")).to_have_count(61)
    expect(gap).to_have_count(0)
    words = jane.locator("#posts .post__text").all_text_contents()
    assert words == [*(f"놓친 글 {number}" for number in reversed(range(60))), "전에 있던 글"]
    browser.complaints = [line for line in browser.complaints if "Failed to fetch" not in line]


@pytest.mark.row(20)
def test_who_comes_back_to_a_tab_need_not_wait_for_the_next_try(open_browser: OpenBrowser, cable: Cable) -> None:
    browser = open_browser()
    browser.base_url = cable.base_url
    browser.context.add_init_script("delete window.SharedWorker")  # in whose clock none can meddle
    browser.context.clock.install()
    jane = browser.sign_in("jane")
    online(jane)
    browser.context.clock.pause_at(datetime.now(UTC) + timedelta(seconds=5))  # no try comes by itself any more
    cable.cut()
    expect(jane.locator("live-stream[online]")).to_have_count(0)
    cable.mend()
    jane.evaluate(COMES_BACK)
    online(jane)
    browser.complaints = [line for line in browser.complaints if "Failed to fetch" not in line]


@pytest.mark.row(18)
def test_what_the_log_no_longer_tells_is_read_anew_without_what_stands_here_twice(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    minsu.posts("하나", "둘")
    jane = browser.sign_in("jane")
    online(jane)
    jane.locator("#write textarea").fill("Mine")
    jane.locator("#write .composer__send").click()
    expect(jane.locator("#posts .post")).to_have_count(3)
    jane.evaluate("document.dispatchEvent(new CustomEvent('live:resync', { detail: {} }))")
    jane.locator(".pill").click()
    expect(jane.locator(".pill")).to_be_hidden()
    expect(jane.locator("#posts .post__text")).to_have_text(["Mine", "둘", "하나"])


@pytest.mark.row(19)
def test_back_leads_to_the_same_post_at_the_same_place(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    minsu.posts(*[f"{number}: {LONG if number % 3 else '짧은 글'}" for number in range(90)])
    jane = browser.sign_in("jane")
    for count in (80, 90):
        jane.locator(".older[href]").scroll_into_view_if_needed()
        expect(jane.locator("#posts .post")).to_have_count(count)
    post = jane.locator("#posts .post").nth(70)
    post.scroll_into_view_if_needed()
    jane.evaluate("scrollBy(0, 37)")
    jane.wait_for_timeout(300)
    name, before = post.get_attribute("id"), top(post)
    post.locator(".post__when").evaluate("link => link.click()")
    jane.wait_for_url("**/posts/*")
    minsu.posts("그동안 온 글")
    jane.go_back()
    again = jane.locator(f"#{name}")
    expect(again).to_be_visible()
    until(lambda: abs(top(again) - before) <= 1)
    jane.wait_for_timeout(500)
    assert abs(top(again) - before) <= 1


@pytest.mark.row(21)
def test_tabs_are_heard_live_and_the_one_looked_at_last_comes_first(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = App(browser.site, "minsu")
    browser.site.add_person("newcomer", "이하나")
    page = browser.sign_in("minsu")
    expect(page.locator(".shell__sub")).to_have_text("최신순")
    page.get_by_role("link", name="데이터팀", exact=True).click()
    online(page)
    jane = App(browser.site, "jane")
    jane.post("From sales")
    minsu.post("데이터팀에서")
    expect(page.locator(".pill")).to_contain_text("1")
    page.locator(".pill").click()
    expect(page.locator("#posts .post__text")).to_have_text(["데이터팀에서"])
    page.goto(browser.site.base_url + "/@jane")
    page.get_by_role("button", name="팔로우").click()
    expect(page.get_by_role("button", name="팔로잉")).to_be_visible()
    page.goto(browser.site.base_url + "/?home=following")
    online(page)
    newcomer = App(browser.site, "newcomer")
    repeated = newcomer.post("팔로우하지 않는 사람의 글")
    jane.ask("POST", f"/statuses/{repeated}/reblog")
    expect(page.locator(".pill")).to_contain_text("1")
    page.locator(".pill").click()
    expect(page.locator("#posts .post").first).to_contain_text("Jane Smith · 다시 올림")
    page.goto(browser.site.base_url + "/?home=department")
    page.goto(browser.site.base_url + "/tags/점심")
    page.get_by_role("button", name="팔로우").click()
    expect(page.get_by_role("button", name="팔로잉")).to_be_visible()
    online(page)
    jane.post("Who joins? #점심")
    expect(page.locator(".pill")).to_contain_text("1")
    page.goto(browser.site.base_url + "/")
    expect(page.get_by_role("link", name="데이터팀", exact=True)).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="#점심").click()
    expect(page.locator("#posts .post__text")).to_have_text(["Who joins? #점심"])
