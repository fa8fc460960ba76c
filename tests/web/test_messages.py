"""Messages on the pages: a list, a conversation, and what open pages are told, without JavaScript and live."""

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from tests.factories import a_person, told_to
from tests.web.conftest import OpenBrowser
from tests.web.visitors import Visitor, a_visitor


@pytest.fixture
async def minsu(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "minsu", name="김민수", language="en"))


@pytest.fixture
async def jane(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "jane", name="Jane Smith", language="en"))


async def test_a_conversation_is_begun_from_a_profile_read_and_answered(minsu: Visitor, jane: Visitor) -> None:
    assert "/@jane/message" in await minsu.page("/@jane")
    assert "Only you and Jane Smith will read this" in await minsu.page("/@jane/message")
    sent = await minsu.sends("/messages", text="우리끼리 <b>", to=jane.me.id, key="k1")
    again = await minsu.sends("/messages", text="우리끼리 <b>", to=jane.me.id, key="k1")
    assert sent.headers["location"] == again.headers["location"]
    path = sent.headers["location"].partition("#")[0]
    page = await jane.page("/messages")
    assert "data-fresh" in page
    assert f'href="{path}#letter-' in page
    assert "우리끼리" in await jane.page(path)
    assert "data-fresh" not in await jane.page("/messages")
    await jane.sends("/messages", text="네", conversation=path.rpartition("/")[2])
    assert "data-fresh" in await minsu.page("/messages")
    assert (await minsu.http.get("/@jane/message")).headers["location"] == path


async def test_nobody_else_sees_a_conversation(company: Company, minsu: Visitor, jane: Visitor) -> None:
    other = await a_visitor(company, await a_person(company, "other", language="en"))
    message = await told_to(company, minsu.me, jane.me)
    view = await company.views.one(minsu.me, message, messages=True)
    assert view is not None
    talk = view.shared.post.conversation_id
    for path in (f"/messages/{talk}", "/messages/1"):
        await other.page(path, 404)
    await other.sends("/messages", 404, text="나도", conversation=talk)
    await other.sends(f"/messages/{talk}/read", 404)
    assert "No messages yet" in await other.page("/messages")
    await other.sends("/messages", 404, text="누구", to=1)
    await other.sends("/messages", 422, text="", to=jane.me.id)
    await other.sends("/messages", 422, text="x", to="x")


@pytest.mark.browser
def test_messages_arrive_in_the_open_conversation_and_are_counted(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB")
    jane, minsu = browser.sign_in("jane"), open_browser().sign_in("minsu")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    minsu.goto(browser.site.base_url + "/@jane/message")
    minsu.locator("#text-message").fill("점심?")
    minsu.locator(".composer__send").click()
    minsu.wait_for_url("**/messages/*")
    expect(jane.locator(".rail [data-messages]")).to_have_text("1")
    jane.goto(browser.site.base_url + "/messages")
    jane.locator(".conversation[data-fresh]").click()
    expect(jane.locator(".message__text")).to_have_text(["점심?"])
    expect(jane.locator(".rail [data-messages]")).to_be_hidden()
    jane.locator("#text-message").fill("네!")
    jane.locator(".composer__send").click()
    expect(jane.locator(".message__text")).to_have_text(["점심?", "네!"])
    expect(minsu.locator(".message__text")).to_have_text(["점심?", "네!"])
    expect(minsu.locator(".rail [data-messages]")).to_be_hidden()
