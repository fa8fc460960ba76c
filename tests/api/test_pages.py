"""A page that is joined once for all readers shows each of them what they would see without it."""

from collections.abc import Callable

import pytest

from biztweet.access.viewer import Viewer
from biztweet.api.encoded import PostEncoder
from biztweet.api.mastodon.encoded import Encoder as MastodonEncoder
from biztweet.api.mastodon.site import Site as MastodonSite
from biztweet.api.pages import Pages
from biztweet.api.twitter.present.site import Site as TwitterSite
from biztweet.api.twitter_v1.encoded import Encoder as TwitterEncoder
from biztweet.api.twitter_v1.present.status import COMPAT
from biztweet.company import Company
from biztweet.posts.bookmark import bookmark
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Draft, Source
from biztweet.posts.publish import publish
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from tests.counting import counted_reads
from tests.factories import a_person, said

ENCODERS: dict[str, Callable[[], PostEncoder]] = {
    "mastodon": lambda: MastodonEncoder(
        MastodonSite("https://tweets.example", "tweets.example", language="ko", shows_titles=False)
    ),
    "twitter_v1": lambda: TwitterEncoder(TwitterSite("https://tweets.example"), COMPAT),
}


@pytest.fixture(params=ENCODERS)
def encoder(request: pytest.FixtureRequest) -> PostEncoder:
    return ENCODERS[request.param]()


async def test_everybody_sees_their_own_marks_on_the_page_that_all_share(
    company: Company, encoder: PostEncoder
) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    plain = await said(company, minsu, "점심")
    quote = await publish(company.db, jane, Draft(text="Yes", quote_of_id=plain), company.text_rules)
    repeat = (await repost(company.db, minsu, quote, Source("BizTweet"))).post_id
    ids, pages = [repeat, quote, plain], Pages(encoder, company.views)

    async def everybody_sees_what_is_so() -> None:
        for who in (minsu, jane, Viewer(None)):
            expected = encoder.statuses(await company.views.of(who, ids))
            assert [await pages.of(who, ids) for _ in range(2)] == [expected] * 2

    await everybody_sees_what_is_so()
    for act in (like, unlike, like, bookmark):
        await act(company.db, jane, plain)
        await everybody_sees_what_is_so()
    await remove(company.db, jane, quote)
    await everybody_sees_what_is_so()


async def test_a_page_that_another_reader_asked_for_costs_one_look_at_ones_own_marks(
    company: Company, encoder: PostEncoder
) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    ids, pages = [await said(company, minsu, f"글 {number}") for number in range(5)], Pages(encoder, company.views)
    await pages.of(minsu, ids)
    with counted_reads(company) as count:
        await pages.of(jane, ids)
    assert count.reads == 1
