"""The page of searches: people and posts in one box, without JavaScript."""

import pytest

from biztweet.company import Company
from tests.factories import a_person, said
from tests.search.searching import indexed
from tests.web.visitors import Visitor, a_visitor


@pytest.fixture
async def jane(company: Company) -> Visitor:
    return await a_visitor(company, await a_person(company, "jane", name="Jane Smith", language="en"))


async def test_people_and_posts_are_found_in_one_box(company: Company, jane: Visitor) -> None:
    minsu = await a_person(company, "minsu", name="김민수")
    found = await said(company, minsu, "오늘 점심을 같이 드실 분?")
    other = await said(company, minsu, "회의록입니다")
    await indexed(company)
    page = await jane.page("/search?q=점심")
    assert f'id="post-{found}"' in page
    assert f'id="post-{other}"' not in page
    assert "<mark>점심</mark>을" in page
    assert 'value="점심"' in page
    for typed in ("ㄱㅁㅅ", "minsu", "김민수"):
        assert 'class="people"' in await jane.page(f"/search?q={typed}")
    assert f'id="post-{other}"' in await jane.page("/search?q=from:minsu -점심")


async def test_older_posts_follow_by_a_real_link(company: Company, jane: Visitor) -> None:
    posts = [await said(company, jane.me, f"점심 {number}") for number in range(42)]
    await indexed(company)
    page = await jane.page("/search?q=점심")
    assert f"/search?q=%EC%A0%90%EC%8B%AC&before={posts[2]}" in page
    rest = await jane.page(f"/search?q=점심&before={posts[2]}")
    assert [f'id="post-{post}"' in rest for post in posts[:3]] == [True, True, False]
    assert 'class="people"' not in rest


@pytest.mark.parametrize("typed", ["", "!?", '"', "(" * 40, "\0", "-", "x" * 1_025, "from:", "<script>", "list:9"])
async def test_what_finds_nothing_gets_hints(jane: Visitor, typed: str) -> None:
    page = await jane.http.get("/search", params={"q": typed})
    assert page.status_code == 200
    assert 'class="seek__help" open' in page.text
    assert page.text.index('class="empty"') < page.text.index('class="seek__help" open')  # the answer, then the hints
    assert "<script>" not in page.text.replace("<script defer", "").replace("<script type", "")
