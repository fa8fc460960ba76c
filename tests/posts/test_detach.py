"""Detached quotes, on both databases: the words stay, the quoted post is shown no longer, and counted no longer."""

import pytest

from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.posts.detach import detach
from biztweet.posts.errors import NotTheQuoted, PostNotFound
from biztweet.posts.remove import remove
from biztweet.timelines.company import company as company_timeline
from biztweet.timelines.marked import marks_of
from tests.factories import a_person, said
from tests.fresh import watching

ALL = Page(limit=100)


async def test_a_detached_quote_is_a_plain_post_that_remembers_it(any_company: Company) -> None:
    here = any_company
    minsu, jane, other = [await a_person(here) for _ in range(3)]
    post = await said(here, minsu, "원글")
    quote, kept = [await said(here, who, "인용합니다", quote_of_id=post) for who in (jane, other)]

    async def read() -> list[int]:
        return await company_timeline(here.timelines, other, ALL)

    async with watching(here, other, read, (channels.COMPANY, "home")) as screen:
        await detach(here.db, minsu, post, quote)
        await screen.shows_what_is_fresh()
    view = await here.views.one(other, quote)
    assert view is not None
    assert (view.shared.quoted, view.shared.post.quote_of_id, view.shared.post.detached_from_id) == (None, None, post)
    assert view.shared.post.text == "인용합니다"
    quoted = await here.views.one(other, post)
    assert quoted is not None
    assert quoted.shared.post.quote_count == 1
    assert [mark.subject_id for mark in await marks_of(here.timelines, post, "quotes", ALL)] == [kept]
    await remove(here.db, jane, quote)  # does not count a second time
    await here.relay.barrier()
    again = await here.views.one(other, post)
    assert again is not None
    assert again.shared.post.quote_count == 1


async def test_only_whoever_is_quoted_detaches_and_only_what_quotes(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post, other = await said(here, minsu), await said(here, minsu)
    quote = await said(here, jane, "인용", quote_of_id=post)
    with pytest.raises(NotTheQuoted):
        await detach(here.db, jane, post, quote)
    for pair in ((post, other), (other, quote), (post, 7), (7, quote)):
        with pytest.raises(PostNotFound):
            await detach(here.db, minsu, *pair)
    await detach(here.db, minsu, post, quote)
    with pytest.raises(PostNotFound):
        await detach(here.db, minsu, post, quote)
