"""Pages speak the language of who reads them, wherever that is known."""

import pytest
from playwright.sync_api import expect

from biztweet.access.invitations import invite
from biztweet.company import Company
from tests.factories import a_person
from tests.web.conftest import OpenBrowser
from tests.web.pages import browsing
from tests.web.posting import App


async def test_a_mishap_speaks_the_language_of_the_account_and_not_the_browsers(company: Company) -> None:
    jane = await a_person(company, "jane", language="en")
    async with browsing(company, jane, "ko") as browser:
        missing = await browser.get("/posts/1")
        assert missing.status_code == 404
        assert '<html lang="en"' in missing.text
        assert "language=en" in missing.headers["set-cookie"]
        assert "set-cookie" not in (await browser.get("/posts/1")).headers, "the browser brings it along now"
    async with browsing(company, jane, "en") as browser:
        assert "set-cookie" not in (await browser.get("/posts/1")).headers


async def test_the_door_speaks_the_language_that_was_last_spoken_in_this_browser(company: Company) -> None:
    async with browsing(company, language="ko") as stranger:
        assert '<html lang="ko"' in (await stranger.get("/login")).text
        stranger.headers["Cookie"] = "language=en"
        door = await stranger.get("/login")
        assert '<html lang="en"' in door.text
        assert "set-cookie" not in door.headers
        assert '<html lang="en"' in (await stranger.get("/nowhere")).text
        stranger.headers["Cookie"] = "language=xx"
        assert '<html lang="ko"' in (await stranger.get("/login")).text


async def test_an_invitation_speaks_the_language_of_who_is_invited(company: Company) -> None:
    jane = await a_person(company, "jane", language="en")
    secret = await invite(company.db, jane.id)
    async with browsing(company, language="ko") as stranger:
        assert '<html lang="en"' in (await stranger.get(f"/invitation/{secret}")).text
        refused = await stranger.post("/invitation", data={"secret": secret, "password": "short"})
        assert refused.status_code == 422
        assert "At least" in refused.text


@pytest.mark.browser
@pytest.mark.row(48)
def test_somebody_switches_languages_and_each_post_keeps_its_own(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    App(browser.site, "jane").posts("점심 같이 드실 분 계신가요", "Who is having lunch with us today?")
    page = browser.sign_in("minsu")
    words = page.locator("#posts .post__text")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    for language, choice, keep in (("en", "English", "저장"), ("ko", "한국어", "Save")):
        page.goto(browser.site.base_url + "/settings/language")
        page.get_by_label(choice).check()
        page.get_by_role("button", name=keep).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.goto(browser.site.base_url + "/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert [each.get_attribute("lang") for each in words.all()] == ["en", "ko"]
