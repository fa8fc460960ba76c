"""Profiles in real Chromium: the card beside a name, and what can be done on somebody's page."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import OpenBrowser
from tests.web.posting import App

pytestmark = pytest.mark.browser


@pytest.mark.row(31)
def test_a_card_opens_beside_a_name_that_is_pointed_at_and_follows_from_there(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    App(browser.site, "jane").post("Hello from sales")
    page = browser.sign_in("minsu")
    card = page.locator(".person-pop")
    page.locator("#posts a.name").hover()
    expect(card).to_have_count(0)  # not at once: a pointer that passes by opens nothing
    expect(card).to_be_visible()
    expect(card).to_contain_text("Jane Smith")
    expect(card).to_contain_text("Sales")
    card.get_by_role("button", name="Jane Smith 님 팔로우").click()
    expect(card.get_by_role("button", name="Jane Smith 님 팔로우 중")).to_be_visible()
    page.locator(".rail__brand").hover()
    expect(card).to_have_count(0)


@pytest.mark.row(31)
def test_a_card_opens_by_keyboard_escape_closes_it_and_tab_goes_through_it(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    App(browser.site, "jane").post("Hello from sales")
    page = browser.sign_in("minsu")
    card, name = page.locator(".person-pop"), page.locator("#posts a.name").first
    name.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(name).to_be_focused()
    page.locator("h1").click()
    name.focus()
    expect(card).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('.person-pop').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    page.locator("h1").click()
    name.focus()
    expect(card).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("#posts .post__when").first).to_be_focused()  # no trap: it goes on behind the card
    expect(card).to_have_count(0)


@pytest.mark.row(32)
def test_a_page_shows_who_somebody_is_and_what_can_be_done(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    browser.site.add_person("boss", "박정희", "--department", "데이터팀")
    browser.site.command("people", "add", "newbie", "--name", "이하나", "--department", "데이터팀")
    App(browser.site, "newbie").post("첫 글입니다")
    page = browser.sign_in("minsu")
    page.goto(browser.site.base_url + "/@newbie")
    expect(page.locator(".profile__place")).to_contain_text("데이터팀")
    for tab in ("답글", "사진", "좋아요", "글"):
        page.locator(".shell__main .tabs").get_by_role("link", name=tab, exact=True).click()
        expect(page.locator(".tabs [aria-current]")).to_have_text(tab)
    page.get_by_role("button", name="팔로우").click()
    expect(page.get_by_role("button", name="팔로잉")).to_be_visible()
    for press, undo, said in (("뮤트", "뮤트 풀기", "뮤트했습니다"), ("차단", "차단 풀기", "차단했습니다")):
        page.locator(".profile__acts summary").click()
        page.locator(".profile__acts").get_by_role("button", name=press, exact=True).click()
        expect(page.locator(".profile__quiet")).to_contain_text(said)
        if press == "뮤트":
            page.locator(".profile__acts summary").click()
        page.locator(".profile__acts").get_by_role("button", name=undo).click()
        expect(page.locator(".profile__quiet")).to_have_count(0)
    page.locator(".profile__acts summary").click()
    page.get_by_role("link", name="리스트에 추가").click()
    page.locator(".empty").get_by_role("link", name="새 리스트").click()
    page.get_by_label("이름").fill("새내기")
    page.get_by_role("button", name="리스트 만들기").click()
    page.goto(browser.site.base_url + "/@newbie/in-lists")
    page.get_by_label("새내기").check()
    page.get_by_role("button", name="저장").click()
    page.goto(browser.site.base_url + "/")
    page.get_by_role("link", name="새내기").click()
    expect(page.locator("#posts .post__text")).to_have_text(["첫 글입니다"])
