"""The following timeline without somebody's reposts: from memory, from either statement, and on its stream."""

import pytest

from biztweet.company import Company
from biztweet.follows.follow import follow, show_reposts, unfollow
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from biztweet.timelines import gathered
from biztweet.timelines.following import following
from biztweet.timelines.recent import Recent
from tests.factories import a_person, said
from tests.fresh import told, watching

SOURCE = Source("tests")
ALL = Page(limit=1_000)


@pytest.mark.parametrize(("few", "remembered"), [(0, True), (0, False), (16, False)])
async def test_reposts_by_some_are_left_out_and_their_posts_stay(
    any_company: Company, monkeypatch: pytest.MonkeyPatch, few: int, *, remembered: bool
) -> None:
    here = any_company
    monkeypatch.setattr(gathered, "_FEW", few)
    if not remembered:
        monkeypatch.setattr(Recent, "covers", lambda *_: False)
    minsu, jane, bora, other = [await a_person(here) for _ in range(4)]
    for whom in (jane, bora):
        await follow(here.db, minsu, whom.id)
    post, own = await said(here, other), await said(here, jane)
    hers = (await repost(here.db, jane, post, SOURCE)).post_id
    theirs = (await repost(here.db, bora, post, SOURCE)).post_id
    await show_reposts(here.db, minsu, jane.id, wanted=False)
    assert await following(here.timelines, minsu, ALL) == [theirs, own]
    assert await following(here.timelines, minsu, Page(limit=1, after=own, nearest=True)) == [theirs]
    assert await following(here.timelines, jane, ALL) == [hers, own]
    await show_reposts(here.db, minsu, jane.id, wanted=True)
    assert await following(here.timelines, minsu, ALL) == [theirs, hers, own]


async def test_who_follows_anew_sees_reposts_and_of_strangers_there_is_nothing_to_hide(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    await show_reposts(here.db, minsu, jane.id, wanted=False)
    assert (await here.graph.circle(minsu.id)).without_reposts == frozenset()
    await follow(here.db, minsu, jane.id, reposts=False)
    await follow(here.db, minsu, jane.id)
    assert (await here.graph.circle(minsu.id)).without_reposts == {jane.id}
    await unfollow(here.db, minsu, jane.id)
    await follow(here.db, minsu, jane.id)
    assert (await here.graph.circle(minsu.id)).without_reposts == frozenset()


async def test_the_stream_tells_no_reposts_of_those_either(any_company: Company) -> None:
    here = any_company
    minsu, jane, other = [await a_person(here) for _ in range(3)]
    await follow(here.db, minsu, jane.id, reposts=False)
    posts = [await said(here, other, str(number)) for number in range(3)]

    async def read() -> list[int]:
        return await following(here.timelines, minsu, ALL)

    async with watching(here, minsu, read, (channels.FOLLOWING, "home")) as screen:
        for wanted, post in zip((False, True, False), posts, strict=True):
            await show_reposts(here.db, minsu, jane.id, wanted=wanted)
            await told(here)
            await screen.load()
            await repost(here.db, jane, post, SOURCE)
            await said(here, jane, f"{wanted}")
            await screen.shows_what_is_fresh()
            assert len(screen.lines) == (4 if wanted else 1 + posts.index(post))
