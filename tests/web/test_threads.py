"""Pinned posts at the head of a page, and hidden replies behind a fold, as pages show them without JavaScript."""

import pytest

from biztweet.company import Company
from biztweet.posts.rules import MOST_PINNED
from tests.factories import a_person, said
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
    more = [await said(company, minsu.me, f"더 {number}") for number in range(MOST_PINNED + 1)]
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


async def test_a_thread_whose_every_reply_is_hidden_does_not_say_there_are_none(
    company: Company, minsu: Visitor, jane: Visitor
) -> None:
    root = await said(company, minsu.me, "시작")
    reply = await said(company, jane.me, "답", reply_to_id=root)
    await minsu.sends(f"/posts/{reply}/hide")
    page = await minsu.page(f"/posts/{root}")
    assert "1 hidden reply" in page
    assert "No replies yet" not in page
