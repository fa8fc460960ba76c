"""Polls and scheduled posts in real Chromium: asked, voted in, followed while others vote, without JavaScript too."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenBrowser
from tests.web.test_axe import violations

pytestmark = pytest.mark.browser


def ask(page: Page, text: str) -> None:
    page.locator("#write textarea").fill(text)
    page.locator("#write summary", has_text="Poll").or_(page.locator("#write summary", has_text="투표")).click()
    page.locator("#write [name=option]").nth(0).fill("비빔밥")
    page.locator("#write [name=option]").nth(1).fill("Noodles")
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .post").first).to_contain_text(text)


@pytest.mark.row(10)
def test_a_poll_is_asked_voted_in_and_followed_while_others_vote(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    ask(minsu, "점심?")
    expect(minsu.locator("#write [name=option]").first).to_have_value("")
    other = open_browser("en-GB", color_scheme="dark")
    jane = other.sign_in("jane")
    poll = jane.locator(".poll")
    poll.get_by_role("button", name="Vote").click()
    expect(jane.locator("#toasts")).to_contain_text("Choose an answer first.")
    poll.get_by_label("Noodles").check()
    poll.get_by_role("button", name="Vote").click()
    expect(poll.locator(".poll__share")).to_have_text(["0%", "100%"])
    expect(poll.locator("[data-chosen]")).to_contain_text("Noodles")
    expect(poll.locator(".poll__state")).to_contain_text("1 person voted")
    expect(minsu.locator(".poll .poll__state")).to_contain_text("1명 참여")
    minsu.locator(".poll").get_by_label("비빔밥").check()
    minsu.locator(".poll .poll__send").click()
    expect(poll.locator(".poll__share")).to_have_text(["50%", "50%"])
    expect(poll.locator("[data-chosen]")).to_contain_text("Noodles")
    jane.reload()
    expect(poll.locator(".poll__share")).to_have_text(["50%", "50%"])
    for page, name in ((minsu, "light"), (jane, "dark")):
        page.goto(browser.site.base_url)
        assert violations(page) == []
        page.locator("#write summary").first.click()
        page.locator("#write summary").last.click()
        assert violations(page) == []
        if folder := os.environ.get("BIZTWEET_PICTURES"):
            page.screenshot(path=Path(folder) / f"polls-{name}.png")


@pytest.mark.row(9, 10, 13)
def test_without_javascript_a_poll_is_a_form_and_a_post_may_wait(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB", java_script_enabled=False)
    jane = browser.sign_in("jane")
    jane.locator("#write textarea").fill("Which day?")
    jane.locator("#write summary", has_text="Poll").click()
    for number, text in enumerate(("Monday", "Friday", "Never")):
        jane.locator("#write [name=option]").nth(number).fill(text)
    jane.locator("#write [name=multiple]").check()
    jane.locator("#write [name=hidden_counts]").check()
    jane.locator("#write .composer__send").click()
    poll = jane.locator(".poll")
    poll.get_by_label("Monday").check()
    poll.get_by_label("Friday").check()
    poll.get_by_role("button", name="Vote").click()
    expect(poll.locator("[data-chosen]")).to_have_count(2)
    expect(poll.locator(".poll__share")).to_have_count(0)
    expect(poll).to_contain_text("Results show at the end")
    jane.goto(browser.site.base_url)
    jane.locator("#write textarea").fill("Happy new year")
    jane.locator("#write summary", has_text="Post later").click()
    jane.locator("#write [name=at]").fill("2031-01-01T00:00")
    jane.locator("#write .composer__send").click()
    expect(jane.locator(".waiting__post")).to_contain_text("Happy new year")
    expect(jane.locator(".waiting__when")).to_contain_text("1 Jan 2031")
    jane.goto(browser.site.base_url)
    expect(jane.locator(".post")).to_have_count(1)
    jane.goto(f"{browser.site.base_url}/scheduled")
    jane.get_by_role("button", name="Call off").click()
    expect(jane.locator(".waiting__post")).to_have_count(0)


def test_a_time_leads_to_what_waits_and_one_that_is_past_is_refused(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator("#write textarea").fill("지난 인사")
    minsu.locator("#write summary").last.click()
    minsu.locator("#write [name=at]").fill("2020-01-01T09:00")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#toasts")).to_contain_text("이미 지난 시각입니다")
    minsu.locator("#write [name=at]").fill("2031-01-01T09:00")
    minsu.locator("#write .composer__send").click()
    minsu.wait_for_url("**/scheduled")
    expect(minsu.locator(".waiting__post")).to_contain_text("지난 인사")
    assert violations(minsu) == []
