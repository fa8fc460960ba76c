"""What people read when something goes wrong: each status forced, in plain Korean and English."""

from contextlib import closing
from email.message import Message
from http.client import HTTPConnection

import pytest
from playwright.sync_api import expect

from biztweet.access.quotas import Allowance
from biztweet.company import Company
from biztweet.messages import rules as message_rules
from biztweet.web import sentences
from biztweet.web.actions import send
from biztweet.web.face import face_of
from tests.factories import a_person, said
from tests.running import RunningServer
from tests.web.conftest import OpenBrowser
from tests.web.pages import browsing
from tests.web.visitors import Visitor, a_visitor


@pytest.fixture
async def minsu(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "minsu", language="ko"))


@pytest.mark.row(46)
async def test_what_belongs_to_somebody_else_is_refused_and_said(company: Company, minsu: Visitor) -> None:
    post = await said(company, await a_person(company, "jane"))
    page = await minsu.page(f"/posts/{post}/edit", 403)
    assert "<h1" in page
    assert "글쓴이만 할 수 있습니다" in page


@pytest.mark.row(46)
async def test_what_is_not_there_is_said_and_leads_home(company: Company, minsu: Visitor) -> None:
    for path in ("/posts/1", "/@nobody", "/nowhere", "/messages/1"):
        page = await minsu.page(path, 404)
        assert 'href="/"' in page
    async with browsing(company, language="en") as stranger:
        assert "Nothing at this address" in (await stranger.get("/nowhere")).text


@pytest.mark.row(46)
async def test_whoever_asks_too_often_is_told_when_to_come_back(
    company: Company, minsu: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company.quotas, "_lifted", False)
    monkeypatch.setattr(
        send, "MESSAGES_PER_PERSON", Allowance("test messages", 1, message_rules.MESSAGES_PER_PERSON.seconds)
    )
    await minsu.sends("/messages", text="하나", to=minsu.me.id)
    refused = await minsu.sends("/messages", 429, text="둘", to=minsu.me.id)
    assert int(refused.headers["retry-after"]) > 3_500
    assert "60분 뒤에 다시" in refused.text


@pytest.mark.parametrize(
    ("seconds", "told"), [(1, "1 second."), (89, "89 seconds."), (91, "2 minutes."), (86_400, "24 hours.")]
)
async def test_a_wait_is_told_in_a_unit_that_fits_it(company: Company, seconds: int, told: str) -> None:
    assert sentences._wait(face_of(company).words("en"), seconds).endswith(told)


@pytest.mark.row(46)
async def test_a_fault_of_ours_has_a_page_with_the_number_of_the_request(
    company: Company, minsu: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(company.people, "by_handle", breaks)
    page = await minsu.page("/@minsu", 500)
    assert "다시 시도해 주세요" in page
    assert "ZeroDivisionError" not in page


def declared(site: RunningServer, accept: str) -> tuple[int, Message, str]:
    """Status, headers and text of the answer to a form that says it will bring ten gigabytes."""
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=10)) as connection:
        connection.putrequest("POST", "/posts")
        for name, value in (("Content-Length", str(10**10)), ("Accept", accept), ("Content-Type", "text/plain")):
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


@pytest.mark.row(46)
def test_a_form_that_brings_too_much_is_answered_with_a_page_for_people(site: RunningServer) -> None:
    status, headers, page = declared(site, "text/html,application/xhtml+xml")
    assert status == 413
    assert headers["content-type"].startswith("text/html")
    assert "보낸 것이 너무 큽니다" in page
    assert "Too big" in page
    assert headers["x-request-id"] in page
    assert "unsafe" not in headers["content-security-policy"]
    _, headers, _ = declared(site, "*/*")
    assert headers["content-type"].startswith("application/json")


@pytest.mark.browser
@pytest.mark.row(46)
def test_a_form_sent_after_the_session_has_ended_leads_to_the_door_and_back_with_the_words(
    open_browser: OpenBrowser,
) -> None:
    browser = open_browser()
    minsu = browser.come_in("minsu")
    minsu.locator("#write textarea").fill("끊기기 전에 쓴 글")
    browser.context.clear_cookies()
    minsu.locator("#write .composer__send").click()
    minsu.wait_for_url("**/login*")
    minsu.locator("[name=handle]").fill("minsu")
    minsu.locator("[name=password]").fill("correct horse battery")
    minsu.locator("form button").first.click()
    expect(minsu.locator("#write textarea")).to_have_value("끊기기 전에 쓴 글")
