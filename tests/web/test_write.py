"""What cannot be posted as it stands comes back as it was typed, for browsers without JavaScript."""

import re
from html import unescape

import pytest
from markupsafe import escape

from biztweet.company import Company
from biztweet.kernel.paging import Page
from tests.factories import a_person, said, told_to
from tests.web.pages import browsing

PASSWORD = "correct horse battery"


async def test_a_post_that_is_too_long_comes_back_to_be_mended(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    text = "점심 <뭐> " * 40
    async with browsing(company, minsu) as browser:
        refused = await browser.post("/posts", data={"text": text, "warning": "배고픔"})
        assert refused.status_code == 422
        assert "점심 &lt;뭐&gt; 점심" in refused.text
        assert 'value="배고픔"' in refused.text
        assert 'role="alert">글이 너무 깁니다' in refused.text
        by_htmx = await browser.post("/posts", data={"text": text}, headers={"HX-Request": "true"})
        assert "<textarea" not in by_htmx.text


async def test_a_reply_stays_a_reply_and_a_quote_a_quote(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    post_id = await said(company, jane, "회의 언제예요?")
    async with browsing(company, minsu) as browser:
        refused = await browser.post("/posts", data={"text": "a" * 300, "reply_to": str(post_id)})
        assert f'name="reply_to" value="{post_id}"' in refused.text
        refused = await browser.post("/posts", data={"text": "a" * 300, "quote_of": str(post_id)})
        assert f'name="quote_of" value="{post_id}"' in refused.text
        assert "회의 언제예요?" in refused.text


async def test_an_edit_that_is_refused_comes_back_too(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "처음")
    async with browsing(company, minsu) as browser:
        refused = await browser.post(f"/posts/{post_id}/edit", data={"text": "b" * 300})
        assert refused.status_code == 422
        assert f'action="/posts/{post_id}/edit"' in refused.text
        assert "b" * 300 in refused.text


async def test_an_edit_beside_another_one_shows_both_texts(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "처음")
    async with browsing(company, minsu) as browser:
        assert 'name="revision" value="1"' in (await browser.get(f"/posts/{post_id}/edit")).text
        await browser.post(f"/posts/{post_id}/edit", data={"text": "하나", "revision": "1"})
        beside = await browser.post(f"/posts/{post_id}/edit", data={"text": "둘", "revision": "1"})
        assert beside.status_code == 409
        assert ">둘</textarea>" in beside.text
        assert ">하나</p>" in beside.text
        assert 'name="revision" value="2"' in beside.text
        assert (await browser.post(f"/posts/{post_id}/edit", data={"text": "둘", "revision": "2"})).status_code == 303
        assert (await browser.post(f"/posts/{post_id}/edit", data={"text": "셋", "revision": "x"})).status_code == 422


async def test_words_that_an_address_brings_stand_on_the_page(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "질문")
    async with browsing(company, minsu) as browser:
        page = await browser.get("/write", params={"text": "나눌 <글>", "reply_to": str(post_id)})
        assert ">나눌 &lt;글&gt;</textarea>" in page.text
        assert f'name="reply_to" value="{post_id}"' in page.text
        assert (await browser.get("/write", params={"text": "글", "quote_of": "7"})).status_code == 200
        assert (await browser.get("/write", params={"reply_to": "x"})).status_code == 422


async def test_words_that_come_back_through_the_door_stand_where_they_were_written(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    post_id = await said(company, minsu, "처음")
    message_id = await told_to(company, minsu, jane)
    view = await company.views.one(minsu, message_id, messages=True)
    assert view is not None
    async with browsing(company, minsu) as browser:
        for path in (
            f"/posts/{post_id}/edit?text=%3Cb%3E",
            f"/messages/{view.shared.post.conversation_id}?text=%3Cb%3E",
            f"/messages/new?to={(await a_person(company)).id}&text=%3Cb%3E",
        ):
            assert ">&lt;b&gt;</textarea>" in (await browser.get(path)).text, path


async def test_what_a_stranger_sends_comes_along_through_the_door(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "질문")
    async with browsing(company) as stranger:
        door = await stranger.post("/posts", data={"text": "답 & 100%", "reply_to": str(post_id)})
        assert door.status_code == 401
        assert f'value="/write?text=%EB%8B%B5+%26+100%25&amp;reply_to={post_id}"' in door.text
        edit = await stranger.post(f"/posts/{post_id}/edit", data={"text": "고친 글", "revision": "1"})
        assert f'value="/posts/{post_id}/edit?text=%EA%B3%A0%EC%B9%9C+%EA%B8%80"' in edit.text
        letter = await stranger.post("/messages", data={"text": "쪽지", "conversation": "7"})
        assert 'value="/messages/7?text=%EC%AA%BD%EC%A7%80"' in letter.text
        letter = await stranger.post("/messages", data={"text": "쪽지", "to": ["7", "8"]})
        assert 'value="/messages/new?to=7&amp;to=8&amp;text=%EC%AA%BD%EC%A7%80"' in letter.text
        gone = await stranger.post(
            "/posts", data={"text": "x"}, headers={"HX-Request": "true", "Referer": "http://127.0.0.1:8000/tags/a"}
        )
        assert (gone.status_code, gone.headers["HX-Redirect"]) == (401, "/login?next=%2Ftags%2Fa")


def hidden(page: str) -> dict[str, list[str]]:
    """The hidden fields of a page's form, as a browser would send them."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page, re.DOTALL):
        found.setdefault(name, []).append(unescape(value))
    return found


async def test_words_that_are_too_many_for_an_address_come_through_the_door_too(company: Company) -> None:
    minsu, jane, third = [await a_person(company, handle) for handle in ("minsu", "jane", "third")]
    await company.passwords.set(minsu.id, PASSWORD)
    text = '긴 <이야기> "&" 😀\n' * 666  # 9,990 of 10,000 characters
    async with browsing(company) as stranger:
        door = await stranger.post("/messages", data={"text": text, "to": [str(jane.id), str(third.id)], "key": "once"})
        assert door.status_code == 401
        wrong = await stranger.post("/login", data={**hidden(door.text), "handle": "minsu", "password": "wrong"})
        assert hidden(wrong.text) == hidden(door.text)
        inside = await stranger.post("/login", data={**hidden(wrong.text), "handle": "minsu", "password": PASSWORD})
        assert inside.status_code == 200
        assert f">\n{escape(text)}</textarea>" in inside.text
        assert 'action="/messages"' in inside.text
        cookie = {"Cookie": inside.headers["set-cookie"].partition(";")[0]}
        for _ in range(2):  # the second press is the first one's
            sent = await stranger.post("/messages", data={**hidden(inside.text), "text": text}, headers=cookie)
            assert sent.status_code == 303
        talk = await company.conversations.between(minsu, jane.id, third.id)
        assert talk is not None
        [message_id] = await company.conversations.message_ids(minsu, Page(), conversation_id=talk.id)
        view = await company.views.one(minsu, message_id, messages=True)
        assert view is not None
        assert view.shared.post.text == text.strip()


@pytest.mark.parametrize("path", ["/posts", "/posts/7/edit", "/share"])
async def test_whatever_form_it_was_the_words_are_kept(company: Company, path: str) -> None:
    minsu = await a_person(company, "minsu")
    await company.passwords.set(minsu.id, PASSWORD)
    text = "공유할 긴 글 " * 1_000
    async with browsing(company) as stranger:
        door = await stranger.post(path, data={"text": text})
        inside = await stranger.post("/login", data={**hidden(door.text), "handle": "minsu", "password": PASSWORD})
        assert f"{text.strip()}" in inside.text
        assert f'action="{path if "edit" in path else "/posts"}"' in inside.text
        cookie = {"Cookie": inside.headers["set-cookie"].partition(";")[0]}
        shared = await stranger.post("/share", data={"text": text}, headers=cookie)
        assert shared.status_code == 200
        assert f"{text.strip()}</textarea>" in shared.text


async def test_a_time_and_a_poll_come_along_and_are_seen_before_the_post_is_sent(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    await company.passwords.set(minsu.id, PASSWORD)
    for number, text in enumerate(("짧은 글", "가" * 400)):
        async with browsing(company) as stranger:
            later = {"at": "2030-01-01T09:00", "option": ["하나", "둘", ""]}
            post = {"text": text, "key": f"{number}", "card": "off", **later}
            asked = await stranger.post("/posts", data=post)
            inside = await stranger.post("/login", data={**hidden(asked.text), "handle": "minsu", "password": PASSWORD})
            assert inside.status_code == 200
            assert 'name="at" value="2030-01-01T09:00"' in inside.text
            assert inside.text.count('name="option"') == 2
            assert hidden(inside.text)["card"] == ["off"]
            cookie = {"Cookie": inside.headers["set-cookie"].partition(";")[0]}
            again = {**hidden(inside.text), "text": "줄인 글", **later}
            assert (await stranger.post("/posts", data=again, headers=cookie)).headers["location"] == "/scheduled"
    assert company.head.page(Page(limit=1), frozenset()) == []


async def test_nothing_else_comes_along(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    await company.passwords.set(minsu.id, PASSWORD)
    person = {"handle": "minsu", "password": PASSWORD}
    async with browsing(company) as stranger:
        for kept in ('[["text", "x"], ["role", "admin"], ["to", "7"]]', "no JSON", '{"text": 1}', "[[1]]"):
            inside = await stranger.post("/login", data={"next": "/messages", "kept": kept, **person})
            assert inside.status_code == 200
            assert "role" not in hidden(inside.text)
        for path in ("/settings/security", "/posts/7/delete", "//elsewhere.example/posts", "/messages/7/leave"):
            inside = await stranger.post("/login", data={"next": path, "kept": '[["text", "x"]]', **person})
            assert inside.status_code == 303
