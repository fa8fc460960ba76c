"""The newest posts in memory answer as the database does, or not at all."""

import pytest

from biztweet.company import Company
from biztweet.follows.follow import follow, show_reposts
from biztweet.kernel.paging import Page
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines import gathered as module
from biztweet.timelines.following import followed, following
from biztweet.timelines.recent import Recent
from tests.counting import counted_reads
from tests.factories import a_person, said

PAGES = [
    Page(limit=3),
    Page(limit=100),
    Page(limit=3, nearest=True),
]


async def test_memory_and_database_hold_the_same_following_timeline(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("biztweet.timelines.recent._LENGTH", 12)
    minsu, jane, quiet, other = [await a_person(company) for _ in range(4)]
    for whom in (jane, quiet):
        await follow(company.db, minsu, whom.id)
    ids = [await said(company, quiet, "long ago")]
    for number in range(20):
        author = (minsu, jane, other)[number % 3]
        ids.append(await said(company, author, f"{number}", reply_to_id=ids[-1] if number % 4 == 3 else None))
    ids.append((await repost(company.db, jane, ids[3], Source("Test"))).post_id)
    ids.append((await repost(company.db, quiet, ids[3], Source("Test"))).post_id)
    await show_reposts(company.db, minsu, quiet.id, wanted=False)
    await remove(company.db, jane, ids[17])  # number 16 was hers
    bounds = [Page(limit=4, before=at) for at in ids] + [Page(limit=4, after=at, nearest=True) for at in ids]
    fresh = Recent()
    await fresh.load(company.db)
    for page in (*PAGES, *bounds):
        answers: list[list[int] | None] = []
        monkeypatch.setattr(module, "_FEW", 0)
        gathering = await followed(company.timelines, minsu.id)
        answers += [recent.page(page, gathering) for recent in (company.timelines.recent, fresh)]
        answers.append(await following(company.timelines, minsu, page))
        monkeypatch.setattr(module, "_FEW", 100)
        plain = await following(company.timelines, minsu, page)
        assert all(answer in (None, plain) for answer in answers), page
        assert answers[-1] == plain


async def test_a_page_of_somebody_who_follows_many_costs_no_read(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", 0)
    minsu, jane = await a_person(any_company), await a_person(any_company)
    await follow(any_company.db, minsu, jane.id)
    ids = [await said(any_company, jane, f"{number}") for number in range(5)]
    await following(any_company.timelines, minsu, Page(limit=3))
    with counted_reads(any_company) as count:
        assert await following(any_company.timelines, minsu, Page(limit=3)) == ids[:1:-1]
    assert count.reads == 0
