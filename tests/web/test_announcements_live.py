"""Announcements in a browser: they come and go by themselves, are put away by keyboard, and axe has no complaint."""

import pytest
from playwright.sync_api import expect

from tests.running import RunningServer
from tests.web.conftest import PASSWORD, OpenBrowser
from tests.web.test_axe import violations

pytestmark = pytest.mark.browser


def test_announcements_come_and_go_and_are_put_away_in_every_tab(
    site: RunningServer, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    page = browser.sign_in("minsu")
    other = browser.page("/notifications")
    made = site.command("announcements", "add", "오늘 밤 점검이 있습니다").strip()
    for tab in (page, other):
        expect(tab.locator(f"#announcement-{made}")).to_contain_text("오늘 밤 점검")
    page.locator(".announcement__away").focus()
    page.keyboard.press("Enter")
    for tab in (page, other):
        expect(tab.locator(".announcement")).to_have_count(0)
    page.reload()
    expect(page.locator(".announcement")).to_have_count(0)
    late = site.command("announcements", "add", "잘못 올린 공지").strip()
    expect(page.locator(f"#announcement-{late}")).to_be_visible()
    site.command("announcements", "withdraw", late)
    expect(page.locator(".announcement")).to_have_count(0)


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing_on_them(site: RunningServer, open_browser: OpenBrowser, language: str, scheme: str) -> None:
    site.add_person("chief", "최고운", "--admin", "--language", language)
    site.command("people", "set-password", "chief", "--stdin", given=PASSWORD + "\n")
    site.command("announcements", "add", "점검 https://wiki.hanbit.example/x", "--ends", "2099-01-01")
    browser = open_browser(color_scheme=scheme, reduced_motion="reduce")
    found = list(violations(browser.sign_in("chief")))
    page = browser.page("/admin/announcements")
    page.locator(".announcing__more").click()
    found += violations(page)
    assert found == []
