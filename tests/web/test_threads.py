"""Pinned posts, hidden replies behind a fold, levels and stubs of threads, most of it without scripts."""

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from biztweet.live import channels
from biztweet.live.stream import Stream
from biztweet.posts.hide_reply import hide_reply, unhide_reply
from biztweet.posts.rules import MAX_PINNED
from biztweet.web.face import face_of
from biztweet.web.page_format import CHANGES, PageFormat
from tests.factories import a_person, said
from tests.fresh import Paper, told
from tests.web.conftest import OpenBrowser
from tests.web.posting import App
from tests.web.test_axe import violations
from tests.web.visitors import Visitor, a_visitor


@pytest.fixture
async def minsu(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "minsu", language="en"))


@pytest.fixture
async def jane(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "jane", language="en"))


def places(page: str, *posts: int) -> list[int]:
    """Where articles stand in a page; -1 for one that does not."""
    return [page.find(f'id="post-{post}"') for post in posts]


async def test_pinned_posts_stand_first_on_their_authors_page_and_once(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    posts = [await said(company, minsu.me, f"글 {number}") for number in range(3)]
    assert 'class="pinned"' not in await jane.page("/@minsu")
    await minsu.sends(f"/posts/{posts[0]}/pin")
    page = await jane.page("/@minsu")
    first, older, newer = places(page, *posts)
    assert page.find('class="pinned"') < first < newer < older
    assert page.count(f'id="post-{posts[0]}"') == 1
    assert 'class="pinned"' not in await jane.page("/@minsu/replies")
    await jane.sends(f"/posts/{posts[0]}/pin", 403)
    assert f"/posts/{posts[0]}/unpin" in await minsu.page("/@minsu")
    await minsu.sends(f"/posts/{posts[0]}/unpin")
    assert 'class="pinned"' not in await jane.page("/@minsu")
    more = [await said(company, minsu.me, f"더 {number}") for number in range(MAX_PINNED + 1)]
    for post in more[:-1]:
        await minsu.sends(f"/posts/{post}/pin")
    assert "409" in str((await minsu.sends(f"/posts/{more[-1]}/pin", 409)).status_code)


async def test_a_hidden_reply_is_read_behind_the_fold_and_shown_again_by_who_began_the_thread(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    root = await said(company, minsu.me, "시작")
    hidden = await said(company, jane.me, "숨길 답", reply_to_id=root)
    below = await said(company, jane.me, "그 아래", reply_to_id=hidden)
    other = await said(company, jane.me, "다른 답", reply_to_id=root)
    path = f"/posts/{root}"
    assert f"/posts/{hidden}/hide" in await minsu.page(path)
    assert f"/posts/{hidden}/hide" not in await jane.page(path)
    await jane.sends(f"/posts/{hidden}/hide", 403)
    await minsu.sends(f"/posts/{hidden}/hide")
    page = await jane.page(path)
    fold, seen, behind, beneath = page.find('class="fold"'), *places(page, other, hidden, below)
    assert -1 < seen < fold < behind < beneath
    assert "2 hidden replies" in page
    assert "/unhide" not in page
    assert f"/posts/{hidden}/unhide" in await minsu.page(path)
    assert f"/posts/{below}/unhide" not in await minsu.page(path)
    await minsu.sends(f"/posts/{hidden}/unhide")
    assert 'class="fold"' not in await jane.page(path)


async def test_whoever_is_quoted_takes_their_post_out_of_the_quote_on_its_page(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    own = await said(company, minsu.me, "원래 글")
    quote = await said(company, jane.me, "인용합니다", quote_of_id=own)
    path, detach = f"/posts/{quote}", f"/posts/{quote}/detach"
    assert detach in await minsu.page(path)
    assert detach not in await jane.page(path)
    await jane.sends(detach, 403)
    await minsu.sends(f"/posts/{own}/detach", 404)
    assert (await minsu.sends(detach)).headers["location"].startswith(path)
    for reader in (minsu, jane):
        page = await reader.page(path)
        assert "The author of the quoted post has detached it" in page
        assert "인용합니다" in page
        assert "원래 글" not in page
        assert detach not in page
    await minsu.sends(detach, 404)


async def test_a_thread_whose_every_reply_is_hidden_does_not_say_there_are_none(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    root = await said(company, minsu.me, "시작")
    reply = await said(company, jane.me, "답", reply_to_id=root)
    await minsu.sends(f"/posts/{reply}/hide")
    page = await minsu.page(f"/posts/{root}")
    assert "1 hidden reply" in page
    assert "No replies yet" not in page


async def test_open_pages_are_told_of_hidden_replies_and_read_what_answers_the_post_anew(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    root = await said(company, minsu.me, "시작")
    reply = await said(company, jane.me, "답", reply_to_id=root)
    paper = Paper()
    stream = Stream(format=PageFormat(company, face_of(company), "en"), outlet=paper, account_id=jane.me.id)
    await told(company)
    company.hub.open(stream, [(channels.CHANGES, CHANGES)])
    company.hub.go_live(stream, company.relay.position)
    for act in (hide_reply, unhide_reply):
        await act(company.db, minsu.me, reply)
        await told(company)
        assert paper.written.count(f'{{"thread":"{root}"}}'.encode()) == 1
        assert b"event: folds" in paper.written
        paper.written = b""
        below = (await jane.http.get(f"/posts/{root}", headers={"HX-Request": "true"})).text
        assert "<html" not in below
        assert below.strip() in (await jane.http.get(f"/posts/{root}")).text
        assert ('class="fold"' in below) == (act is hide_reply)
    company.hub.close(stream)


async def test_a_thread_is_muted_and_heard_again_by_whoever_reads_it(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    post = await said(company, minsu.me, "시작")
    assert f"/posts/{post}/mute" in await jane.page("/")
    await jane.sends(f"/posts/{post}/mute")
    assert f"/posts/{post}/unmute" in await jane.page("/")
    assert f"/posts/{post}/mute" in await minsu.page("/")
    await jane.sends(f"/posts/{post}/unmute")
    assert f"/posts/{post}/mute" in await jane.page("/")
    await jane.sends("/posts/1/mute", 404)


@pytest.mark.row(28)
async def test_replies_are_set_in_three_levels_deep_and_what_is_deeper_is_behind_a_link(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    chain = [await said(company, minsu.me, "0")]
    for number in range(1, 6):
        chain.append(await said(company, minsu.me, str(number), reply_to_id=chain[-1]))
    beside = await said(company, jane.me, "beside", reply_to_id=chain[3])
    page = await jane.page(f"/posts/{chain[0]}")
    assert -1 not in places(page, *chain[:4])
    assert places(page, *chain[4:], beside) == [-1, -1, -1]
    link = f'<a class="fold__button" href="/posts/{chain[3]}">'
    assert page.count("fold__act--deeper") == 1
    assert "3 more replies" in page[page.find(link) :]
    deeper = await jane.page(f"/posts/{chain[3]}")
    assert -1 not in places(deeper, *chain, beside)


@pytest.mark.row(30)
async def test_a_deleted_parent_leaves_a_stub_above_and_below(company: Company, minsu: Visitor, jane: Visitor) -> None:
    root = await said(company, minsu.me, "Root")
    parent = await said(company, jane.me, "To be gone", reply_to_id=root)
    child = await said(company, minsu.me, "Child", reply_to_id=parent)
    await jane.sends(f"/posts/{parent}/delete")
    for path in (f"/posts/{root}", f"/posts/{child}"):
        page = await jane.page(path)
        assert "To be gone" not in page
        assert f'class="stub" id="post-{parent}"' in page


@pytest.mark.browser
@pytest.mark.row(30)
def test_a_parent_that_is_deleted_while_a_thread_is_read_leaves_a_stub_in_its_place(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB")
    app = App(browser.site, "minsu")
    root = app.post("뿌리")
    parent = app.post("지울 글", in_reply_to_id=root)
    child = app.post("남을 답", in_reply_to_id=parent)
    page = browser.sign_in("jane")
    page.goto(f"{browser.site.base_url}/posts/{child}")
    expect(page.locator("live-stream[online]")).to_be_attached()
    expect(page.locator(".thread__before .post")).to_have_count(2)
    app.ask("DELETE", f"/statuses/{parent}")
    for _ in ("live", "read anew"):
        expect(page.locator(f".stub#post-{parent}")).to_be_visible()
        expect(page.locator(".thread__before .post__text")).to_have_text(["뿌리"])
        expect(page.locator(".thread__focus .post__text")).to_have_text("남을 답")
        page.reload()


@pytest.mark.browser
@pytest.mark.row(24)
def test_a_quote_is_detached_after_one_question_and_open_pages_show_it(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu, jane = browser.sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    own = App(browser.site, "minsu").post("내 글")
    quote = App(browser.site, "jane").post("Look at this", quoted_status_id=own)
    for page in (minsu, jane):
        page.goto(f"{browser.base_url}/posts/{quote}")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    asks = minsu.locator(".fold__ask")
    expect(asks.get_by_role("button", name="떼기")).to_be_hidden()
    asks.locator("summary").press("Enter")
    assert violations(minsu) == []
    asks.get_by_role("button", name="떼기").click()
    expect(minsu.locator(".quote--gone")).to_be_visible()
    expect(asks).to_have_count(0)
    expect(jane.locator(".quote--gone")).to_have_text("The author of the quoted post has detached it")
