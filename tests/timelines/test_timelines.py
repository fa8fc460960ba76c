"""Every timeline answers with ids, newest first, paged by id in both directions, in a fixed number of reads."""

import random
from collections.abc import Awaitable, Callable

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.follows.hide import block, mute
from biztweet.kernel.paging import Page
from biztweet.posts.bookmark import bookmark
from biztweet.posts.hydrate import Views
from biztweet.posts.like import like
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines.company import company as company_timeline
from biztweet.timelines.following import following
from biztweet.timelines.hashtag import hashtag
from biztweet.timelines.head import Head
from biztweet.timelines.home import home
from biztweet.timelines.marked import marked_by, marks_of
from biztweet.timelines.mentions import mentions
from biztweet.timelines.person import Shown, person
from biztweet.timelines.thread import thread
from tests.counting import counted_reads
from tests.factories import a_person, said

SOURCE = Source("tests")
ALL = Page(limit=1_000)


async def test_the_company_timeline_holds_posts_quotes_and_answers_to_oneself(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    root = await said(here, minsu, "글")
    await said(here, jane, "답글", reply_to_id=root)
    own = await said(here, minsu, "이어서", reply_to_id=root)
    quote = await said(here, jane, "인용", quote_of_id=root)
    await repost(here.db, jane, root, SOURCE)
    gone = await said(here, jane, "지울 글")
    await remove(here.db, jane, gone)
    assert await home(here.timelines, jane, Home.company, ALL) == [quote, own, root]


async def test_the_company_timeline_leaves_out_whom_the_viewer_muted_or_blocked(any_company: Company) -> None:
    here = any_company
    minsu, jane, loud = await a_person(here), await a_person(here), await a_person(here)
    seen = await said(here, minsu)
    heard = await said(here, loud)
    await mute(here.db, jane, loud.id)
    await block(here.db, minsu, jane.id)
    assert await company_timeline(here.timelines, jane, ALL) == [seen]
    assert await company_timeline(here.timelines, minsu, ALL) == [heard, seen]
    by_jane = await said(here, jane)
    assert by_jane not in await company_timeline(here.timelines, minsu, ALL)
    assert by_jane in await company_timeline(here.timelines, loud, ALL)


async def test_following_holds_posts_and_reposts_of_followees_and_their_answers_among_each_other(
    any_company: Company,
) -> None:
    here = any_company
    minsu, jane, stranger = await a_person(here), await a_person(here), await a_person(here)
    await follow(here.db, jane, minsu.id)
    strange = await said(here, stranger)
    post = await said(here, minsu)
    await said(here, minsu, "모르는 이에게", reply_to_id=strange)
    repeat = await repost(here.db, minsu, strange, SOURCE)
    own = await said(here, jane)
    answer = await said(here, minsu, "나에게", reply_to_id=own)
    assert await following(here.timelines, jane, ALL) == [answer, own, repeat.post_id, post]
    assert await following(here.timelines, jane, Page(limit=2)) == [answer, own]
    assert await following(here.timelines, jane, Page(limit=2, after=post, nearest=True)) == [own, repeat.post_id]


async def test_a_person_page_shows_what_is_asked_for(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    other = await said(here, jane)
    post = await said(here, minsu, "글 #하나")
    answer = await said(here, minsu, "답", reply_to_id=other)
    own = await said(here, minsu, "이어서", reply_to_id=post)
    repeat = (await repost(here.db, minsu, other, SOURCE)).post_id
    assert await person(here.timelines, minsu.id, ALL) == [repeat, own, answer, post]
    assert await person(here.timelines, minsu.id, ALL, Shown(replies=False)) == [repeat, own, post]
    assert await person(here.timelines, minsu.id, ALL, Shown(reposts=False)) == [own, answer, post]
    assert await person(here.timelines, minsu.id, ALL, Shown(only_media=True)) == []
    assert await person(here.timelines, minsu.id, ALL, Shown(tag="하나")) == [post]


async def test_mentions_and_hashtags_find_posts_by_what_they_name(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    named = await said(here, minsu, "@jane님이 #점심번개 여십니다")
    await said(here, jane, "@Jane 혼잣말")
    assert await mentions(here.timelines, jane, ALL) == [named]
    assert await hashtag(here.timelines, jane, "#점심번개", ALL) == [named]
    upper = await said(here, jane, "#RELEASE day")
    assert await hashtag(here.timelines, jane, "release", ALL) == [upper]


async def test_a_thread_lists_ancestors_from_the_top_and_answers_depth_first(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    root = await said(here, minsu, "0")
    first = await said(here, minsu, "1", reply_to_id=root)
    second = await said(here, minsu, "2", reply_to_id=root)
    below = await said(here, minsu, "1.1", reply_to_id=first)
    deep = await said(here, minsu, "1.1.1", reply_to_id=below)
    around = await thread(here.timelines, minsu, first)
    assert around.ancestors == (root,)
    assert around.descendants == (below, deep)
    assert (await thread(here.timelines, minsu, root)).descendants == (first, below, deep, second)
    await remove(here.db, minsu, below)
    assert (await thread(here.timelines, minsu, deep)).ancestors == (root, first, below)


async def test_likes_and_bookmarks_are_listed_latest_mark_first(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    old, new = await said(here, minsu), await said(here, minsu)
    await like(here.db, jane, new)
    await like(here.db, jane, old)
    await bookmark(here.db, jane, new)
    likes = await marked_by(here.timelines, jane.id, "likes", ALL)
    assert [mark.subject_id for mark in likes] == [old, new]
    older = await marked_by(here.timelines, jane.id, "likes", Page(before=likes[0].id))
    assert [mark.subject_id for mark in older] == [new]
    assert [mark.subject_id for mark in await marked_by(here.timelines, jane.id, "bookmarks", ALL)] == [new]
    assert [mark.subject_id for mark in await marks_of(here.timelines, old, "likers", ALL)] == [jane.id]


Timeline = Callable[[Company, Viewer, Page], Awaitable[list[int]]]
TIMELINES: dict[str, Timeline] = {
    "company": lambda here, who, page: company_timeline(here.timelines, who, page),
    "following": lambda here, who, page: following(here.timelines, who, page),
    "hashtag": lambda here, who, page: hashtag(here.timelines, who, "회의", page),
    "person": lambda here, who, page: person(here.timelines, who.id, page),
    "mentions": lambda here, who, page: mentions(here.timelines, who, page),
}


@pytest.mark.parametrize("timeline", TIMELINES)
async def test_pages_put_together_are_the_whole_and_nothing_stands_twice(any_company: Company, timeline: str) -> None:
    here, chance, read = any_company, random.Random(timeline), TIMELINES[timeline]
    jane = await a_person(here, "reader")
    people = [await a_person(here) for _ in range(5)]
    for someone in people[:3]:
        await follow(here.db, jane, someone.id)
    await mute(here.db, jane, people[1].id)
    for number in range(60):
        author = chance.choice([*people, jane])
        post = await said(here, author, f"@reader {number} #회의")
        if chance.random() < 0.15:
            await remove(here.db, author, post)
    whole = await read(here, jane, ALL)
    assert whole == sorted(set(whole), reverse=True)
    assert await _paged_down(here, jane, read, 7) == whole
    assert await _paged_up(here, jane, read, 7) == whole
    for _ in range(10):
        low, high = sorted(chance.sample(range(2**62, 2**63 - 1), 2))
        bounds = Page(
            limit=chance.randint(1, 30), before=chance.choice([*whole, high]), after=chance.choice([0, *whole])
        )
        inside = [post_id for post_id in whole if bounds.after < post_id < bounds.before]
        assert await read(here, jane, bounds) == inside[: bounds.limit], low


async def test_beyond_the_remembered_head_the_database_answers_alike(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("biztweet.timelines.head._LENGTH", 10)
    minsu, jane = await a_person(company), await a_person(company)
    ids = [await said(company, minsu if number % 3 else jane, f"{number}") for number in range(45)][::-1]
    await mute(company.db, minsu, jane.id)
    for head in (company.head, Head()):
        await head.load(company.db)
        for page in (
            Page(limit=5),
            Page(limit=20),
            Page(limit=5, before=ids[30]),
            Page(limit=5, after=0, nearest=True),
        ):
            expected = ids[-5:] if page.nearest else [i for i in ids if i < page.before][: page.limit]
            answer = head.page(page, frozenset())
            assert answer is None or answer == expected
            assert await company_timeline(company.timelines, jane, page) == expected


@pytest.mark.parametrize("length", [1, 20, 100])
async def test_views_cost_the_same_number_of_reads_for_one_post_or_a_hundred(any_company: Company, length: int) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    root = await said(here, minsu)
    for number in range(length):
        quote = await said(here, jane, f"{number}", quote_of_id=root)
        await repost(here.db, minsu, quote, SOURCE)
    ids = await person(here.timelines, minsu.id, Page(limit=length))
    assert len(ids) == length
    with counted_reads(here) as cold:
        views = await Views(here.db, here.people).of(jane, ids)
    assert len(views) == length
    assert cold.reads <= 7
    with counted_reads(here) as first:
        await here.views.of(jane, ids)
    with counted_reads(here) as warm:
        assert await here.views.of(jane, ids) == views
    assert first.reads <= 7
    assert warm.reads == 0


async def _paged_down(here: Company, who: Viewer, read: Timeline, limit: int) -> list[int]:
    found: list[int] = []
    page = Page(limit=limit)
    while ids := await read(here, who, page):
        found += ids
        page = Page(limit=limit, before=ids[-1])
    return found


async def _paged_up(here: Company, who: Viewer, read: Timeline, limit: int) -> list[int]:
    found: list[int] = []
    page = Page(limit=limit, after=0, nearest=True)
    while ids := await read(here, who, page):
        found = ids + found
        page = Page(limit=limit, after=ids[0], nearest=True)
    return found
