"""Pinned posts: few, one's own, the latest pinned first, gone with the post."""

import asyncio

import pytest

from biztweet.company import Company
from biztweet.posts.errors import NotOnesOwn, PostNotFound, RepostPinned, TooManyPinned
from biztweet.posts.model import Source
from biztweet.posts.pin import pin, unpin
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.posts.rules import MAX_PINNED
from biztweet.timelines.pinned import pinned
from tests.counting import counted_reads
from tests.factories import a_person, said


async def test_the_latest_pinned_stands_first_and_each_once(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    old, new, theirs = await said(here, minsu), await said(here, minsu), await said(here, jane)
    assert sorted(await asyncio.gather(*(pin(here.db, minsu, new) for _ in range(3)))) == [False, False, True]
    await pin(here.db, minsu, old)
    await pin(here.db, jane, theirs)
    with counted_reads(here) as count:
        assert await pinned(here.timelines, [minsu.id, jane.id, 7]) == {minsu.id: [old, new], jane.id: [theirs]}
    assert count.reads == 1
    views = await here.views.of(minsu, [old, theirs])
    assert [view.marks.pinned for view in views] == [True, False]
    assert [await unpin(here.db, minsu, old) for _ in range(2)] == [True, False]
    assert await pinned(here.timelines, [minsu.id]) == {minsu.id: [new]}
    [view] = await here.views.of(minsu, [old])
    assert not view.marks.pinned
    await remove(here.db, minsu, new)
    assert await pinned(here.timelines, [minsu.id]) == {}


async def test_only_posts_of_ones_own_are_pinned_and_no_repeats(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    theirs = await said(here, jane)
    repeat = (await repost(here.db, minsu, theirs, Source("tests"))).post_id
    gone = await said(here, minsu)
    await remove(here.db, minsu, gone)
    for act in (pin, unpin):
        with pytest.raises(NotOnesOwn):
            await act(here.db, minsu, theirs)
        with pytest.raises(RepostPinned):
            await act(here.db, minsu, repeat)
        for missing in (gone, 7, 2**63 - 1):
            with pytest.raises(PostNotFound):
                await act(here.db, minsu, missing)


async def test_a_page_has_room_for_so_many_and_no_more(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    posts = [await said(here, minsu, f"{number}") for number in range(MAX_PINNED + 1)]
    for post in posts[:-1]:
        await pin(here.db, minsu, post)
    with pytest.raises(TooManyPinned):
        await pin(here.db, minsu, posts[-1])
    assert not await pin(here.db, minsu, posts[0])
    await remove(here.db, minsu, posts[0])
    assert await pin(here.db, minsu, posts[-1])
