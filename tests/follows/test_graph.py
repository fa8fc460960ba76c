"""Who follows, mutes and blocks whom: once each, known at once, and a mute ends by itself."""

import asyncio

import pytest

from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.follows.errors import OneselfRefused
from biztweet.follows.follow import follow, unfollow
from biztweet.follows.graph import NOBODY, listed
from biztweet.follows.hide import block, mute, unblock, unmute
from biztweet.kernel.clock import SECOND
from biztweet.kernel.errors import Refusal
from biztweet.kernel.paging import Page
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.clocks import FakeClock
from tests.counting import counted_reads
from tests.factories import a_person


async def test_following_counts_once_and_ends_once(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    assert sorted(await asyncio.gather(*(follow(here.db, jane, minsu.id) for _ in range(4)))) == [False] * 3 + [True]
    assert (await here.graph.circle(jane.id)).followees == {minsu.id}
    assert await here.graph.followers_among(minsu.id, [jane.id, minsu.id]) == {jane.id}
    assert (await here.people.one(minsu.id)).follower_count == 1
    assert (await here.people.one(jane.id)).followee_count == 1
    assert [await unfollow(here.db, jane, minsu.id) for _ in range(2)] == [True, False]
    assert (await here.graph.circle(jane.id)).followees == frozenset()
    assert (await here.people.one(minsu.id)).follower_count == 0


async def test_nobody_does_it_to_themselves_or_to_somebody_who_is_not_there(any_company: Company) -> None:
    here = any_company
    minsu, left = await a_person(here), await a_person(here)
    await deactivate(here.db, left.id)
    for act in (follow, mute, block):
        with pytest.raises(OneselfRefused):
            await act(here.db, minsu, minsu.id)
        with pytest.raises(AccountNotFound):
            await act(here.db, minsu, 1)
    with pytest.raises(Refusal):
        await follow(here.db, minsu, left.id)


async def test_a_mute_ends_by_itself_when_its_time_is_over(any_settings: Settings) -> None:
    clock = FakeClock()
    async with opened(any_settings, clock) as here:
        minsu, loud, louder = await a_person(here), await a_person(here), await a_person(here)
        await mute(here.db, minsu, loud.id, seconds=60)
        await mute(here.db, minsu, louder.id, notifications=False)
        circle = await here.graph.circle(minsu.id)
        assert circle.muted == circle.hidden == {loud.id, louder.id}
        assert circle.quiet == {loud.id}
        clock.now += 59 * SECOND
        assert (await here.graph.circle(minsu.id)).muted == {loud.id, louder.id}
        clock.now += 2 * SECOND
        assert (await here.graph.circle(minsu.id)).muted == {louder.id}
        with counted_reads(here) as count:
            assert (await here.graph.circle(minsu.id)).hidden == {louder.id}
        assert count.reads == 0
        await mute(here.db, minsu, louder.id, seconds=10)
        assert (await here.graph.circle(minsu.id)).quiet == {louder.id}
        assert [await unmute(here.db, minsu, louder.id) for _ in range(2)] == [True, False]
        assert (await here.graph.circle(minsu.id)).hidden == frozenset()


async def test_a_block_hides_ends_following_and_can_be_lifted(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    await follow(here.db, minsu, jane.id)
    await follow(here.db, jane, minsu.id)
    await block(here.db, minsu, jane.id)
    await block(here.db, minsu, jane.id)
    circle = await here.graph.circle(minsu.id)
    assert circle.followees == frozenset()
    assert circle.blocked == circle.hidden == {jane.id}
    assert await here.graph.blockers(jane.id) == {minsu.id}
    assert (await here.graph.circle(jane.id)).followees == {minsu.id}
    assert (await here.people.one(jane.id)).follower_count == 0
    assert [await unblock(here.db, minsu, jane.id) for _ in range(2)] == [True, False]
    assert (await here.graph.circle(minsu.id)).hidden == frozenset()


async def test_lists_are_paged_newest_first_in_both_directions(any_company: Company) -> None:
    here = any_company
    minsu, *others = [await a_person(here) for _ in range(8)]
    for other in others:
        await follow(here.db, other, minsu.id)
        await follow(here.db, minsu, other.id)
        await mute(here.db, minsu, other.id)
        await block(here.db, minsu, other.id)
    ids = [other.id for other in reversed(others)]
    for which in ("followers", "mutes", "blocks"):
        whole = await listed(here.db, minsu.id, which, Page(limit=100))
        assert [edge.account_id for edge in whole] == ids
        older = await listed(here.db, minsu.id, which, Page(limit=3, before=whole[2].id))
        assert older == whole[3:6]
        nearest = await listed(here.db, minsu.id, which, Page(limit=3, after=whole[5].id, nearest=True))
        assert nearest == whole[2:5]
    assert await listed(here.db, minsu.id, "followees", Page()) == []


async def test_an_app_that_asks_for_itself_has_no_circle(company: Company) -> None:
    assert await company.graph.circle(None) == NOBODY
