"""Sign-ins in real Chromium: each is listed, all end at once; a script that got into a page does not run."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser


@pytest.mark.row(52)
def test_somebody_sees_where_they_are_signed_in_and_ends_all_of_it(open_browser: OpenBrowser) -> None:
    here, elsewhere = open_browser(), open_browser()
    page, other = here.come_in("minsu"), elsewhere.come_in("minsu")
    page.goto(here.site.base_url + "/settings/security")
    expect(page.locator(".device")).to_have_count(2)
    expect(page.locator(".device", has_text="Chrome")).to_have_count(2)
    expect(page.locator(".device .tag")).to_have_count(1)
    page.get_by_role("button", name="모든 기기에서 로그아웃").click()
    page.wait_for_url("**/login")
    for tab in (page, other):
        tab.goto(here.site.base_url + "/messages")
        tab.wait_for_url(re.compile(r"/login\?"))


@pytest.mark.row(52)
def test_a_script_that_got_into_a_page_does_not_run(open_browser: OpenBrowser) -> None:
    browser = open_browser(service_workers="block")  # which would fetch the page beside what the test puts into it
    page = browser.come_in("minsu")

    def poisoned(route: Route) -> None:
        answer = route.fetch()
        script = '<script>window.ran = "inline"</script><img src="/none.png" onerror="window.ran = \'handler\'">'
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{script}</main>"))

    page.route("**/bookmarks", poisoned)
    page.goto(browser.site.base_url + "/bookmarks")
    expect(page.locator("main script")).to_have_count(1)
    assert page.evaluate("window.ran") is None
    refused = [line for line in browser.complaints if "Content Security Policy" in line]
    assert len(refused) == 2
    browser.complaints = [line for line in browser.complaints if line not in refused]
