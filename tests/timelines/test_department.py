"""A department's timeline: what its members wrote, the same from memory, database and stream."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import change
from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines import gathered
from biztweet.timelines.department import department
from biztweet.timelines.head import Head
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.fresh import EVERYTHING, watching

SOURCE = Source("tests")
ALL = Page(limit=1_000)
DATA = "데이터팀"


async def test_a_department_shows_posts_quotes_and_answers_to_oneself_of_its_members(any_company: Company) -> None:
    here = any_company
    minsu, jane, sales = await one_of(here, DATA), await one_of(here, DATA), await one_of(here, "영업팀")
    strange = await said(here, sales)
    post = await said(here, minsu)
    await said(here, jane, "답", reply_to_id=post)
    own = await said(here, minsu, "이어서", reply_to_id=post)
    quote = await said(here, jane, "인용", quote_of_id=strange)
    await repost(here.db, jane, strange, SOURCE)
    gone = await said(here, jane)
    await remove(here.db, jane, gone)
    assert await department(here.timelines, jane, DATA, ALL) == [quote, own, post]
    assert await department(here.timelines, jane, "영업팀", ALL) == [strange]
    assert await department(here.timelines, jane, "", ALL) == []
    await mute(here.db, jane, minsu.id)
    assert await department(here.timelines, jane, DATA, ALL) == [quote]


@pytest.mark.parametrize("few", [0, 16])
async def test_pages_from_the_database_are_those_from_memory(
    any_company: Company, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    here = any_company
    monkeypatch.setattr(gathered, "_FEW", few)
    people = [await one_of(here, DATA if number % 2 else "영업팀") for number in range(4)]
    first = await said(here, people[1])
    for number in range(12):
        await said(here, people[number % 4], reply_to_id=first if number % 5 == 0 else None)
    remembered = await department(here.timelines, people[0], DATA, ALL)
    assert len(remembered) > 5
    monkeypatch.setattr(here.head, "page", lambda *_, **__: None)
    assert await department(here.timelines, people[0], DATA, ALL) == remembered
    newest = Page(limit=2, before=remembered[1])
    assert await department(here.timelines, people[0], DATA, newest) == remembered[2:4]
    nearest = Page(limit=2, after=remembered[-1], nearest=True)
    assert await department(here.timelines, people[0], DATA, nearest) == remembered[-3:-1]


async def test_a_page_costs_at_most_two_reads_and_mostly_none(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = any_company
    minsu = await one_of(here, DATA)
    for _ in range(3):
        await said(here, minsu)
    await department(here.timelines, minsu, DATA, ALL)
    with counted_reads(here) as count:
        await department(here.timelines, minsu, DATA, Page(limit=2))
    assert count.reads == 0
    monkeypatch.setattr(here.head, "page", lambda *_, **__: None)  # as for what is older than it remembers
    with counted_reads(here) as count:
        await department(here.timelines, minsu, DATA, Page(limit=2))
    assert count.reads <= 2


async def test_an_open_screen_shows_what_is_fresh_and_nothing_of_other_departments(any_company: Company) -> None:
    here = any_company
    minsu, jane, sales = await one_of(here, DATA), await one_of(here, DATA), await one_of(here, "영업팀")

    async def read() -> list[int]:
        return await department(here.timelines, jane, DATA, EVERYTHING)

    async with watching(here, jane, read, (channels.department(DATA), "department")) as screen:
        post = await said(here, minsu)
        await said(here, sales)
        await said(here, minsu, "영업팀에게", reply_to_id=await said(here, sales))
        gone = await said(here, minsu)
        await remove(here.db, minsu, gone)
        await screen.shows_what_is_fresh()
        assert [line.id for line in screen.lines] == [post]


async def test_who_changes_departments_takes_their_posts_along(any_company: Company) -> None:
    here = any_company
    minsu = await one_of(here, DATA)
    post = await said(here, minsu)
    assert await department(here.timelines, minsu, DATA, ALL) == [post]
    await change(here.db, minsu.id, department="영업팀")
    assert await department(here.timelines, minsu, DATA, ALL) == []
    assert await department(here.timelines, minsu, "영업팀", ALL) == [post]


async def test_the_head_reaches_back_for_a_department_as_for_everybody(any_company: Company) -> None:
    here = any_company
    minsu, sales = await one_of(here, DATA), await one_of(here, "영업팀")
    posts = [await said(here, who) for who in (minsu, sales, minsu, sales)]
    head = Head()
    await head.load(here.db)
    assert head.page(ALL, frozenset(), among=frozenset({minsu.id})) == [posts[2], posts[0]]


async def one_of(here: Company, name: str) -> Viewer:
    return await a_person(here, department=name)
