"""The first visit: shown around once, whatever one does with it."""

import pytest
from playwright.sync_api import expect

from biztweet.accounts.welcome import welcome
from biztweet.company import Company
from biztweet.kernel.paging import Page
from tests.factories import a_person
from tests.web.conftest import PASSWORD, OpenBrowser
from tests.web.pages import browsing
from tests.web.visitors import a_visitor


async def test_somebody_is_welcomed_once(any_company: Company) -> None:
    person = await a_person(any_company)
    assert [await welcome(any_company.db, person.id) for _ in range(3)] == [True, False, False]


@pytest.mark.row(39)
async def test_only_the_first_sign_in_leads_around_and_never_away_from_where_one_wanted(company: Company) -> None:
    for handle in ("jane", "minsu"):
        await company.passwords.set((await a_person(company, handle)).id, PASSWORD)
    form = {"handle": "jane", "password": PASSWORD}
    async with browsing(company) as browser:
        answers = [await browser.post("/login", data=form) for _ in range(2)]
        assert [answer.headers["location"] for answer in answers] == ["/welcome", "/"]
        wanted = await browser.post("/login", data={**form, "handle": "minsu", "next": "/settings"})
        assert wanted.headers["location"] == "/settings"


@pytest.mark.row(39)
async def test_steps_follow_people_and_topics(any_company: Company) -> None:
    here = any_company
    boss = await a_person(here, "boss", name="박팀장", department="경영")
    me = await a_person(here, "jane", language="en", manager_id=boss.id)
    near = await a_person(here, "near", name="이웃")
    jane = await a_visitor(here, me)
    assert "Is this you?" in await jane.page("/welcome")
    page = await jane.page("/welcome/people")
    assert page.index("박팀장") < page.index("이웃")
    assert "your manager" in page
    answer = await jane.sends("/welcome/people", person=[str(boss.id), str(near.id), str(me.id)])
    assert answer.headers["location"] == "/welcome/topics"
    assert (await here.graph.circle(me.id)).followees == {boss.id, near.id}
    assert "#lunch" in await jane.page("/welcome/topics")
    answer = await jane.sends("/welcome/topics", topic=["lunch", "seminar", "no topic!"])
    assert answer.headers["location"] == "/welcome/post"
    kept = await here.timelines.topics.listed(me.id, "followed", Page(limit=10))
    assert {each.tag for each in kept} == {"lunch", "seminar"}
    assert "/write?text=Hello" in await jane.page("/welcome/post")
    await jane.sends("/welcome/people", 404, person=["1"])
    await jane.sends("/welcome/people", 422, person=["x"])


@pytest.mark.browser
@pytest.mark.row(13, 39)
def test_the_whole_way_without_javascript(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB", java_script_enabled=False)
    page = browser.page("/login")
    page.locator("[name=handle]").fill("jane")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button").first.click()
    page.wait_for_url("**/welcome")
    expect(page.locator(".welcome__name")).to_have_text("Jane Smith")
    page.get_by_role("link", name="Yes, go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("#lunch").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Hello, I am Jane Smith").click()
    expect(page.locator("textarea").first).to_have_value("Hello, I am Jane Smith. Happy to be here!")
