"""Like, keep, repeat: each may be asked for twice, says whether it was new, and counts once."""

import asyncio

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.kernel import outbox
from biztweet.posts.bookmark import bookmark, unbookmark
from biztweet.posts.errors import AccountInactive, NotTheAuthor, PostNotFound
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost, unrepost
from biztweet.posts.view import Marks, PostView
from tests.factories import a_person, said

SOURCE = Source("tests")


async def seen(here: Company, viewer: Viewer, post_id: int) -> PostView:
    view = await here.views.one(viewer, post_id)
    assert view is not None
    return view


async def test_a_like_counts_once_however_often_it_is_asked_for(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    assert sorted(await asyncio.gather(*(like(here.db, jane, post) for _ in range(5)))) == [False] * 4 + [True]
    assert (await seen(here, jane, post)).marks == Marks(liked=True)
    assert (await seen(here, minsu, post)).marks == Marks()
    assert (await seen(here, minsu, post)).shared.post.like_count == 1
    assert (await here.people.one(jane.id)).like_count == 1
    assert sorted(await asyncio.gather(*(unlike(here.db, jane, post) for _ in range(5)))) == [False] * 4 + [True]
    assert (await seen(here, jane, post)).shared.post.like_count == 0
    assert (await here.people.one(jane.id)).like_count == 0


async def test_what_is_kept_is_for_oneself_only(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    assert [await bookmark(here.db, jane, post) for _ in range(2)] == [True, False]
    assert (await seen(here, jane, post)).marks.bookmarked
    assert not (await seen(here, minsu, post)).marks.bookmarked
    assert [await unbookmark(here.db, jane, post) for _ in range(2)] == [True, False]
    assert not (await seen(here, jane, post)).marks.bookmarked


async def test_a_repost_stands_once_and_can_be_made_again_after_it_was_taken_back(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    tries = await asyncio.gather(*(repost(here.db, jane, post, SOURCE) for _ in range(5)))
    assert len({each.post_id for each in tries}) == 1
    assert sum(each.new for each in tries) == 1
    repeat = tries[0].post_id
    view = await seen(here, jane, repeat)
    assert view.shared.original is not None
    assert view.shared.original.post.id == post
    assert view.shared.original.post.repost_count == 1
    assert view.marks.reposted
    assert await unrepost(here.db, jane, post) == post
    assert await unrepost(here.db, jane, post) == post
    assert await here.views.one(jane, repeat) is None
    assert (await seen(here, jane, post)).shared.post.repost_count == 0
    assert not (await seen(here, jane, post)).marks.reposted
    again = await repost(here.db, jane, post, SOURCE)
    assert again.new
    assert again.post_id > repeat


async def test_acts_on_a_repost_mean_the_original(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, minsu)
    repeat = (await repost(here.db, jane, post, SOURCE)).post_id
    await like(here.db, third, repeat)
    await bookmark(here.db, third, repeat)
    twice = await repost(here.db, third, repeat, SOURCE)
    answer = await said(here, third, reply_to_id=repeat)
    quote = await said(here, third, quote_of_id=repeat)
    counted = (await seen(here, third, post)).shared.post
    assert (counted.like_count, counted.repost_count, counted.reply_count, counted.quote_count) == (1, 2, 1, 1)
    assert (await seen(here, third, post)).marks == Marks(liked=True, reposted=True, bookmarked=True)
    assert (await seen(here, third, repeat)).marks == Marks(liked=True, reposted=True, bookmarked=True)
    assert (await seen(here, third, answer)).shared.post.reply_to_id == post
    assert (await seen(here, third, quote)).shared.post.quote_of_id == post
    assert (await seen(here, third, twice.post_id)).shared.post.repost_of_id == post
    assert await unrepost(here.db, jane, repeat) == post


async def test_what_is_not_there_cannot_be_marked(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    gone = await said(here, minsu)
    await remove(here.db, minsu, gone)
    for post_id in (gone, 1, 2**63 - 1):
        for attempt in (
            like(here.db, minsu, post_id),
            unlike(here.db, minsu, post_id),
            bookmark(here.db, minsu, post_id),
            unbookmark(here.db, minsu, post_id),
            repost(here.db, minsu, post_id, SOURCE),
            unrepost(here.db, minsu, post_id),
            remove(here.db, minsu, post_id),
        ):
            with pytest.raises(PostNotFound):
                await attempt


async def test_what_changes_nothing_tells_nobody(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    post = await said(here, minsu)
    await like(here.db, minsu, post)
    before = here.relay.position
    await like(here.db, minsu, post)
    await unbookmark(here.db, minsu, post)
    await unrepost(here.db, minsu, post)
    assert await outbox.events_after(here.db.engine, before) == []


async def test_only_its_author_may_delete_and_who_is_deactivated_repeats_nothing(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    with pytest.raises(NotTheAuthor):
        await remove(here.db, jane, post)
    await deactivate(here.db, jane.id)
    with pytest.raises(AccountInactive):
        await repost(here.db, jane, post, SOURCE)
