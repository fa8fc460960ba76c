"""What a viewer has done with posts: remembered, and forgotten the moment they do something."""

import asyncio

from biztweet.company import Company
from biztweet.posts.bookmark import bookmark
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.repost import repost, unrepost
from biztweet.posts.view import Marks
from tests.counting import counted_reads
from tests.factories import a_person, said


async def test_marks_are_true_after_every_act_and_read_once_between_two(any_company: Company) -> None:
    author, reader = await a_person(any_company), await a_person(any_company)
    ids = [await said(any_company, author, f"글 {number}") for number in range(3)]
    book = any_company.views.marks

    async def stands() -> list[Marks]:
        await any_company.relay.barrier()
        marks = await book.of(reader.id, ids)
        with counted_reads(any_company) as count:
            assert await book.of(reader.id, ids[::-1]) == marks
        assert count.reads == 0
        return [marks[post_id] for post_id in ids]

    assert await stands() == [Marks(), Marks(), Marks()]
    await like(any_company.db, reader, ids[0])
    assert await stands() == [Marks(liked=True), Marks(), Marks()]
    await bookmark(any_company.db, reader, ids[1])
    await repost(any_company.db, reader, ids[0], Source("Test"))
    assert await stands() == [Marks(liked=True, reposted=True), Marks(bookmarked=True), Marks()]
    await unlike(any_company.db, reader, ids[0])
    await unrepost(any_company.db, reader, ids[0])
    assert await stands() == [Marks(), Marks(bookmarked=True), Marks()]
    assert set((await book.of(author.id, ids)).values()) == {Marks()}


async def test_what_is_read_while_somebody_acts_is_not_remembered_wrongly(any_company: Company) -> None:
    author, reader = await a_person(any_company), await a_person(any_company)
    ids = [await said(any_company, author, f"글 {number}") for number in range(20)]
    for number, post_id in enumerate(ids):
        await asyncio.gather(
            any_company.views.marks.of(reader.id, ids[: number + 1]), like(any_company.db, reader, post_id)
        )
        await any_company.relay.barrier()
        assert (await any_company.views.marks.of(reader.id, ids))[post_id].liked


async def test_many_posts_are_remembered_up_to_a_bound(company: Company) -> None:
    reader = await a_person(company)
    marks = company.views.marks
    for start in range(1, 2_000, 40):
        assert len(await marks.of(reader.id, list(range(start, start + 40)))) == 40
    known = marks._by_account.get(reader.id)
    assert known is not None
    assert len(known.read) < 300


async def test_whether_somebody_has_marked_any_of_some_posts_is_told_without_listing_them(any_company: Company) -> None:
    author, reader = await a_person(any_company), await a_person(any_company)
    ids = [await said(any_company, author, f"글 {number}") for number in range(3)]
    book = any_company.views.marks
    assert await book.none_on(reader.id, frozenset(ids))
    await like(any_company.db, reader, ids[0])
    await any_company.relay.barrier()
    assert not await book.none_on(reader.id, frozenset(ids))
    assert await book.none_on(reader.id, frozenset(ids[1:]))
    assert await book.none_on(author.id, frozenset(ids))
