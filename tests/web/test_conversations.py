"""Messages among several, with files, searched and taken away again: by forms alone, and live in a browser."""

import pytest
from playwright.sync_api import expect

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.web.conversations import snippet
from tests.factories import a_person, told_to
from tests.media.papers import PDF
from tests.web.conftest import OpenBrowser
from tests.web.visitors import Visitor, a_visitor


@pytest.fixture
async def minsu(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "minsu", name="김민수", language="en"))


async def talk_of(company: Company, viewer: Viewer, message_id: int) -> int:
    view = await company.views.one(viewer, message_id, messages=True)
    assert view is not None
    assert view.shared.post.conversation_id is not None
    return view.shared.post.conversation_id


async def test_people_are_picked_by_initial_consonants_and_written_to_together(
    company: Company, minsu: Visitor
) -> None:
    sora, jane = await a_person(company, "sora", name="이소라"), await a_person(company, "jane", name="Jane Smith")
    gone = await a_person(company, "gone", name="이수라")
    await deactivate(company.db, gone.id)
    found = await minsu.page("/messages/new?q=ㅇㅅㄹ")
    assert "이소라" in found
    assert "이수라" not in found
    assert "Nobody fits that" in await minsu.page("/messages/new?q=김민수")  # nobody picks themselves
    picked = await minsu.http.get(f"/messages/new?add={sora.id}&to={jane.id}")
    assert picked.headers["location"] == f"/messages/new?to={jane.id}&to={sora.id}"
    assert "Only you and Jane Smith, 이소라 will read this" in await minsu.page(picked.headers["location"])
    dropped = await minsu.http.get(f"/messages/new?drop={sora.id}&to={jane.id}&to={sora.id}")
    assert dropped.headers["location"] == f"/messages/new?to={jane.id}"
    sent = await minsu.sends("/messages", text="셋이서", to=[sora.id, jane.id], key="k")
    talk = sent.headers["location"].partition("#")[0]
    assert f'href="{talk}"' in await minsu.page(f"/messages/new?to={jane.id}&to={sora.id}")
    await minsu.page("/messages/new?to=x", 422)


async def test_more_than_eight_are_refused_and_the_words_come_back(company: Company, minsu: Visitor) -> None:
    people = [await a_person(company) for _ in range(8)]
    await minsu.sends("/messages", 422, text="모두", to=[person.id for person in people])
    address = "/messages/new?" + "&".join(f"to={person.id}" for person in people)
    assert "Eight people is the most" in await minsu.page(address)
    answer = await minsu.sends("/messages", 422, text="ab" * 5_001, to=people[0].id)
    assert "ab" * 5_001 in answer.text
    assert "The text is too long" in answer.text
    talk = await talk_of(company, minsu.me, await told_to(company, minsu.me, people[0]))
    answer = await minsu.sends("/messages", 422, text="cd" * 5_001, conversation=talk)
    assert "cd" * 5_001 in answer.text


async def test_a_message_goes_away_for_oneself_or_for_all_and_only_its_author_may_say_so(
    company: Company, minsu: Visitor
) -> None:
    jane = await a_visitor(company, await a_person(company, "jane"))
    first, second = [await told_to(company, jane.me, minsu.me, text=text) for text in ("첫째", "둘째")]
    talk = await talk_of(company, jane.me, first)
    await minsu.sends(f"/messages/letters/{first}/delete", 403)
    gone = await minsu.sends(f"/messages/letters/{first}/remove")
    assert gone.headers["location"] == f"/messages/{talk}"
    assert "첫째" not in await minsu.page(f"/messages/{talk}")
    assert "첫째" in await jane.page(f"/messages/{talk}")
    await jane.sends(f"/messages/letters/{second}/delete")
    await minsu.page(f"/messages/{talk}", 404)
    assert "둘째" not in await jane.page(f"/messages/{talk}")
    other = await a_visitor(company, await a_person(company, "other"))
    for verb in ("remove", "delete"):
        await other.sends(f"/messages/letters/{first}/{verb}", 404)
        await other.sends("/messages/letters/1/remove", 404)


async def test_groups_can_be_left_conversations_hidden_and_marked_unread(company: Company, minsu: Visitor) -> None:
    jane, sora = await a_person(company, "jane"), await a_person(company, "sora")
    pair = await talk_of(company, jane, await told_to(company, jane, minsu.me, text="둘이"))
    group = await talk_of(company, jane, await told_to(company, jane, minsu.me, sora, text="셋이"))
    assert "New from here" not in await minsu.page(f"/messages/{group}")
    await minsu.sends(f"/messages/{group}/unread")
    assert "data-fresh" in await minsu.page("/messages")
    await minsu.sends(f"/messages/{pair}/leave", 403)
    await minsu.sends(f"/messages/{group}/leave")
    await minsu.page(f"/messages/{group}", 404)
    await minsu.sends(f"/messages/{pair}/hide")
    assert "No messages yet" in await minsu.page("/messages")
    await told_to(company, jane, minsu.me, text="다시")
    assert "다시" in await minsu.page("/messages")


async def test_words_are_found_in_ones_own_messages_only(company: Company, minsu: Visitor) -> None:
    jane = await a_person(company, "jane", name="Jane Smith")
    message = await told_to(company, jane, minsu.me, text="회의록 <초안>을 보냅니다")
    talk = await talk_of(company, jane, message)
    page = await minsu.page("/messages?q=초안")
    assert "<mark>초안</mark>" in page
    assert f"/messages/{talk}?before={message + 1}#letter-{message}" in page
    assert "회의록" in await minsu.page(f"/messages/{talk}?before={message + 1}")
    other = await a_visitor(company, await a_person(company, "other", language="en"))
    assert "Nothing found" in await other.page("/messages?q=초안")


async def test_a_conversation_is_paged_and_says_where_the_unread_begins(company: Company, minsu: Visitor) -> None:
    jane = await a_person(company, "jane")
    old = [await told_to(company, jane, minsu.me, text=f"글 {number}.") for number in range(45)]
    talk = await talk_of(company, jane, old[0])
    page = await minsu.page(f"/messages/{talk}")
    assert "글 4." not in page
    assert "글 5." in page
    assert f"/messages/{talk}?before={old[5]}" in page
    older = await minsu.page(f"/messages/{talk}?before={old[5]}")
    assert "글 4." in older
    assert "To the newest messages" in older
    await told_to(company, jane, minsu.me, text="새것")
    assert (await minsu.page(f"/messages/{talk}")).count("New from here") == 1


def test_what_was_found_is_marked_and_nothing_else_is_markup() -> None:
    assert (
        str(snippet("1 < 2 그리고 점심 <b>", "점심 그리")) == "1 &lt; 2 <mark>그리</mark>고 <mark>점심</mark> &lt;b&gt;"
    )
    assert str(snippet("가" * 60 + "점심", "점심")) == "…" + "가" * 24 + "<mark>점심</mark>"
    assert str(snippet("a.c abc", "a.c")) == "<mark>a.c</mark> abc"


@pytest.mark.browser
def test_three_talk_with_files_live_and_one_takes_a_message_back(open_browser: OpenBrowser) -> None:
    browser = open_browser(viewport={"width": 1280, "height": 800})
    browser.site.add_person("sora", "이소라")
    minsu = browser.sign_in("minsu")
    jane = open_browser("en-GB").sign_in("jane")
    minsu.goto(browser.site.base_url + "/messages/new")
    minsu.locator(".picker .seek__input").press_sequentially("ㅇㅅㄹ")
    minsu.locator("#offered button", has_text="이소라").click()
    minsu.locator(".picker .seek__input").press_sequentially("jane")
    minsu.locator("#offered button", has_text="Jane Smith").click()
    expect(minsu.locator(".picker__chip")).to_have_count(2)
    minsu.locator("#text-message").fill("셋이 봅시다")
    minsu.locator(".composer__send").click()
    minsu.wait_for_url("**/messages/*#letter-*")
    expect(minsu.locator(".conversations__list .conversation[aria-current]")).to_be_visible()

    jane.goto(browser.site.base_url + "/messages")
    jane.locator(".conversation").click()
    expect(jane.locator(".message__text")).to_have_text(["셋이 봅시다"])
    minsu.locator("[name=picture]").set_input_files(
        {"name": "회의록.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(minsu.locator("[name=media]")).to_have_count(1)
    minsu.locator(".composer__send").click()
    expect(jane.locator(".message .document__name")).to_have_text("회의록.pdf")
    expect(jane.locator(".message").last).to_have_attribute("data-follows", "")
    expect(minsu.locator(".message[data-mine]")).to_have_count(2)
    expect(jane.locator(".message[data-mine]")).to_have_count(0)

    minsu.once("dialog", lambda dialog: dialog.accept())
    first = minsu.locator(".message").first
    first.hover()
    first.locator("summary").click()
    first.locator(".message__own").click()
    expect(minsu.locator(".message__text")).to_have_count(0)
    expect(jane.locator(".message__text")).to_have_count(0)
    expect(jane.locator(".message__own")).to_be_hidden()


@pytest.mark.browser
def test_a_conversation_stays_at_its_end_and_older_messages_come_above_without_a_jump(
    open_browser: OpenBrowser,
) -> None:
    browser = open_browser(viewport={"width": 1280, "height": 700})
    token = browser.site.token("jane")["bearer_token"]
    for number in range(60):
        answer = browser.context.request.post(
            f"{browser.site.base_url}/api/v1/statuses",
            form={"status": f"@minsu 글 {number}", "visibility": "direct"},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.ok
    minsu = browser.sign_in("minsu")
    minsu.goto(browser.site.base_url + "/messages")
    minsu.locator(".conversation").click()
    last = minsu.locator(".message").last
    expect(last).to_be_in_viewport()
    expect(minsu.locator(".message")).to_have_count(40)
    minsu.locator(".messages__scroll").evaluate("list => { list.scrollTop = -list.scrollHeight }")
    expect(minsu.locator(".message")).to_have_count(60)
    anchor = minsu.locator(".message", has_text="글 20")
    expect(anchor).to_be_in_viewport()


@pytest.mark.browser
def test_messages_work_without_javascript(open_browser: OpenBrowser) -> None:
    browser = open_browser(java_script_enabled=False)
    minsu = browser.sign_in("minsu")
    minsu.goto(browser.site.base_url + "/messages/new?q=jane")
    minsu.locator("#offered button").click()
    minsu.locator("#text-message").fill("스크립트 없이")
    minsu.locator("[name=picture]").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    minsu.locator(".composer__send").click()
    expect(minsu.locator(".message__text")).to_have_text("스크립트 없이")
    expect(minsu.locator(".document__name")).to_have_text("a.pdf")
    minsu.locator(".message summary").click()
    minsu.locator(".message__own").click()
    expect(minsu.locator(".empty")).to_be_visible()
