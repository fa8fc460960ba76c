"""Deletion: words, pictures, marks and repeats go; a stub keeps the thread together; every count is right."""

import asyncio

from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.posts import store
from biztweet.posts.bookmark import bookmark
from biztweet.posts.edit import Changes, edit
from biztweet.posts.like import like
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines.hashtag import hashtag
from biztweet.timelines.marked import marked_by
from biztweet.timelines.mentions import mentions
from biztweet.timelines.thread import thread
from tests.factories import a_person, said
from tests.posts.pictures import owner_post, uploaded

ALL = Page(limit=100)


async def test_nothing_that_was_said_is_left_and_the_thread_holds_together(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here, "jane")
    picture = await uploaded(here, minsu)
    root = await said(here, jane)
    post = await said(here, minsu, "@jane 비밀 #회의 https://a.test", reply_to_id=root, media_ids=(picture,))
    answer = await said(here, jane, "답", reply_to_id=post)
    await edit(here.db, minsu, post, Changes("@jane 고친 비밀 #회의", warning="주의"), here.text_rules)
    await remove(here.db, minsu, post)
    [stub] = await here.db.rows(store.BY_IDS, ids=[post])
    assert (stub.text, stub.warning, stub.entities.mentions, stub.deleted_at is None) == ("", "", (), False)
    assert stub.reply_count == 1
    assert await here.db.rows(store.REVISIONS, post_id=post) == []
    assert await here.db.rows(store.MEDIA_OF, ids=[post]) == []
    assert await owner_post(here, picture) is None
    assert await mentions(here.timelines, jane, ALL) == []
    assert await hashtag(here.timelines, jane, "회의", ALL) == []
    assert (await thread(here.timelines, minsu, answer)).ancestors == (root, post)
    assert await here.views.of(jane, [root, post, answer]) == await here.views.of(jane, [root, answer])
    shared = await here.views.shared([root])
    assert shared[root].post.reply_count == 0


async def test_likes_and_bookmarks_go_and_who_liked_it_likes_one_less(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post, other = await said(here, minsu), await said(here, minsu)
    for liked in (post, other):
        await like(here.db, jane, liked)
    await like(here.db, minsu, post)
    await bookmark(here.db, jane, post)
    assert (await here.people.one(jane.id)).like_count == 2
    await remove(here.db, minsu, post)
    assert (await here.people.one(jane.id)).like_count == 1
    assert (await here.people.one(minsu.id)).like_count == 0
    assert [mark.subject_id for mark in await marked_by(here.timelines, jane.id, "likes", ALL)] == [other]
    assert await marked_by(here.timelines, jane.id, "bookmarks", ALL) == []


async def test_its_repeats_go_with_it_and_nobody_counts_them(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, minsu)
    repeats = [(await repost(here.db, who, post, Source("tests"))).post_id for who in (minsu, jane, third)]
    assert (await here.people.one(jane.id)).post_count == 1
    await remove(here.db, minsu, post)
    assert await here.views.of(jane, repeats) == []
    assert [(await here.people.one(who.id)).post_count for who in (minsu, jane, third)] == [0, 0, 0]


async def test_a_quote_outlives_what_it_quotes_and_shows_nothing_of_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu, "인용될 글")
    quote = await said(here, jane, "인용", quote_of_id=post)
    repeat = (await repost(here.db, minsu, quote, Source("tests"))).post_id
    shown = (await here.views.shared([quote, repeat]))[repeat].original
    assert shown is not None
    assert shown.quoted is not None
    await remove(here.db, minsu, post)
    after = await here.views.shared([quote, repeat])
    assert after[quote].quoted is None
    assert after[quote].post.quote_of_id == post
    original = after[repeat].original
    assert original is not None
    assert original.quoted is None
    await remove(here.db, jane, quote)
    [stub] = await here.db.rows(store.BY_IDS, ids=[post])
    assert stub.quote_count == 0


async def test_deleting_twice_at_once_deletes_once(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    post = await said(here, minsu)
    outcomes = await asyncio.gather(*(remove(here.db, minsu, post) for _ in range(4)), return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert (await here.people.one(minsu.id)).post_count == 0
