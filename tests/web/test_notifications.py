"""The notifications page: rows that tell together, what is unread, and people who wait; in real Chromium too."""

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.kernel.paging import Page
from biztweet.messages.read import read
from biztweet.notifications.inbox import NOTIFICATIONS
from biztweet.notifications.policy import Treatment
from biztweet.notifications.waiting import change_policy
from biztweet.posts.like import like
from tests.counting import counted_reads
from tests.factories import a_person, said, told_to
from tests.notifications.test_inbox import reacted
from tests.web.conftest import OpenBrowser, until
from tests.web.posting import App
from tests.web.visitors import Visitor, a_visitor

TEN = Page(limit=10)
DOTTED = re.compile("^data:image/svg")


async def of_jane(here: Company) -> tuple[Visitor, Viewer]:
    me = await a_person(here, "jane", name="Jane Smith", language="en")
    return await a_visitor(here, me), me


@pytest.mark.row(36)
async def test_two_likes_are_one_row_that_is_read_by_itself(any_company: Company) -> None:
    here = any_company
    jane, me = await of_jane(here)
    liked, answered = await said(here, me, "Liked"), await said(here, me, "Answered")
    people = [await a_person(here, name=name) for name in ("김하나", "이두리")]
    for person in people:
        await like(here.db, person, liked)
    await said(here, people[0], "So it is", reply_to_id=answered)
    await reacted(here)
    page = await jane.page("/notifications")
    assert page.count('class="notice"') == page.count("data-fresh") == 2
    assert "이두리 and 1 other like your post" in page
    [key] = [part.partition('"')[0] for part in page.split('data-key="')[1:] if part.startswith("like-")]
    await jane.sends(f"/notifications/{key}/read")
    assert (await jane.page("/notifications")).count("data-fresh") == 1
    assert await here.inbox.unread_groups(me, 100) == 1
    newest = (await here.inbox.groups(me, TEN))[0].notices[0].id
    await jane.sends("/notifications/read", up_to=str(newest))
    assert "data-fresh" not in await jane.page("/notifications")
    assert (await here.inbox.read_marks(me))[NOTIFICATIONS].last_read_id == newest


async def test_looking_alone_reads_nothing_and_mentions_stand_alone(company: Company) -> None:
    jane, me = await of_jane(company)
    minsu = await a_person(company, "minsu")
    await like(company.db, minsu, await said(company, me, "Mine"))
    await said(company, minsu, "@jane hello")
    await reacted(company)
    for _ in range(2):
        assert (await jane.page("/notifications")).count("data-fresh") == 2
    only = await jane.page("/notifications?only=mentions")
    assert only.count('class="notice"') == 1
    assert "hello" in only


async def test_nobody_reads_what_is_not_theirs(company: Company) -> None:
    jane, me = await of_jane(company)
    minsu = await a_person(company, "minsu")
    await said(company, minsu, "@jane hello")
    await reacted(company)
    [notice] = await company.inbox.page(me, TEN)
    other = await a_visitor(company, minsu)
    await other.sends(f"/notifications/ungrouped-{notice.id}/read", expect=404)
    for wrong in ("like-1-1", "like-x", "ungrouped-1", "nonsense"):
        await jane.sends(f"/notifications/{wrong}/read", expect=404)
    await jane.sends("/notifications/ungrouped-x/read", expect=422)
    await jane.sends("/notifications/read", expect=422, up_to="x")
    assert await company.inbox.unread(me) == 1


async def test_whoever_reads_a_message_needs_no_notice_of_it(any_company: Company) -> None:
    here = any_company
    jane, me = await of_jane(here)
    minsu = await a_person(here, "minsu", name="김민수")
    await told_to(here, minsu, me, text="Between us")
    await reacted(here)
    page = await jane.page("/notifications")
    talk = await here.conversations.between(me, minsu.id)
    assert talk is not None
    assert f'href="/messages/{talk.id}"' in page
    assert "Between us" not in page
    assert await here.inbox.unread(me) == 1
    await read(here.db, me, talk.id)
    await reacted(here)
    assert await here.inbox.unread(me) == 0


async def test_who_is_not_known_waits_until_they_are_let_in(any_company: Company) -> None:
    here = any_company
    jane, me = await of_jane(here)
    minsu, loud = await a_person(here, "minsu", name="김민수"), await a_person(here, "loud")
    await change_policy(here.db, me, {"not_following": Treatment.filter})
    for person in (minsu, loud):
        await said(here, person, "@jane please")
    await reacted(here)
    page = await jane.page("/notifications")
    assert "Word from 2 people you do not know waits" in page
    assert 'class="notice"' not in page
    waiting = await jane.page("/notifications/requests")
    assert "김민수" in waiting
    assert "1 notice" in waiting
    await jane.sends(f"/notifications/requests/{minsu.id}/admit")
    await jane.sends(f"/notifications/requests/{loud.id}/dismiss")
    await jane.sends(f"/notifications/requests/{loud.id}/dismiss", expect=404)
    assert "Nobody waits" in await jane.page("/notifications/requests")
    assert (await jane.page("/notifications")).count('class="notice"') == 1


async def test_a_page_costs_the_same_however_many_rows_it_has(company: Company) -> None:
    jane, me = await of_jane(company)
    minsu = await a_person(company, "minsu")
    costs = []
    for count in (1, 12):
        for number in range(count):
            await said(company, minsu, f"@jane {number}")
        await reacted(company)
        await jane.page("/notifications")
        with counted_reads(company) as reads:
            await jane.page("/notifications")
        costs.append(reads.reads)
    assert costs[0] == costs[1] <= 6
    await mute(company.db, me, minsu.id)
    assert 'class="notice"' not in await jane.page("/notifications")


# ── in Chromium ─────────────────────────────────────────────────────────────────────────────────────────────────


# What the system is told to show on the app's own icon: no browser of tests has one.
BADGE = """
    Navigator.prototype.setAppBadge = async count => { window.badge = count }
    Navigator.prototype.clearAppBadge = async () => { window.badge = 0 }
"""


def write(page: Tab, text: str) -> None:
    page.locator("#write textarea").fill(text)
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .post").first).to_contain_text(text)


@pytest.mark.browser
@pytest.mark.row(36)
def test_what_happens_comes_in_counted_everywhere_and_is_read_everywhere(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    browser.context.add_init_script(BADGE)
    minsu = browser.sign_in("minsu")
    write(minsu, "좋은 아침")
    minsu.goto(browser.site.base_url + "/notifications")
    other = browser.page("/")
    expect(minsu.locator("live-stream[online]")).to_be_attached()
    expect(other.locator("live-stream[online]")).to_be_attached()
    jane = open_browser("en-GB").sign_in("jane")
    jane.locator(".act--like").first.click()
    row = minsu.locator(".notice")
    expect(row).to_contain_text("Jane Smith")
    expect(row).to_have_attribute("data-fresh", "")
    write(jane, "@minsu 점심 어때요")
    expect(minsu.locator(".notice").first).to_contain_text("점심 어때요")
    for tab in (minsu, other):
        expect(tab.locator(".rail [data-unread]")).to_have_text("2")
        assert tab.title().startswith("(2) ")
        expect(tab.locator("link[rel=icon][type='image/svg+xml']")).to_have_attribute("href", DOTTED)
        assert tab.evaluate("window.badge") == 2
    minsu.locator(".notice__read").last.click()
    expect(minsu.locator(".notice[data-fresh]")).to_have_count(1)
    expect(other.locator(".rail [data-unread]")).to_have_text("1")
    minsu.locator(".notice__goal").first.click()
    expect(minsu.locator(".thread__focus")).to_contain_text("점심 어때요")
    expect(other.locator(".rail [data-unread]")).to_be_hidden()
    assert not other.title().startswith("(")
    assert other.evaluate("window.badge") == 0
    expect(other.locator("link[rel=icon][type='image/svg+xml']")).not_to_have_attribute("href", DOTTED)


@pytest.mark.browser
@pytest.mark.row(13, 36)
def test_without_javascript_everything_is_read_and_decided(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport={"width": 360, "height": 640}, is_mobile=True, java_script_enabled=False)
    minsu, jane = browser.sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    for number in range(3):
        write(jane, f"@minsu 저기요 {number}")
    app = App(browser.site, "minsu")
    until(lambda: len(app.ask("GET", "/notifications")) == 3)
    minsu.goto(browser.site.base_url + "/notifications")
    expect(minsu.locator(".notice[data-fresh]")).to_have_count(3)
    button = minsu.locator(".notice__read").first.bounding_box()
    assert button
    assert button["x"] + button["width"] <= 360
    minsu.locator(".notice__read").first.click()
    expect(minsu.locator(".notice[data-fresh]")).to_have_count(2)
    minsu.get_by_role("button", name="모두 읽음으로 표시").click()
    expect(minsu.locator(".notice")).to_have_count(3)
    expect(minsu.locator(".notice[data-fresh]")).to_have_count(0)
