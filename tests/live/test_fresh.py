"""Stale + stream = fresh, on every timeline, whatever is done, connection lost or not."""

import random

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.follows.follow import follow, unfollow
from biztweet.follows.hide import block, mute, unmute
from biztweet.kernel.clock import SECOND
from biztweet.live import channels
from biztweet.opening import opened
from biztweet.posts.edit import Changes, edit
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost, unrepost
from biztweet.settings import Settings
from biztweet.timelines.company import company as company_timeline
from biztweet.timelines.following import following
from biztweet.timelines.hashtag import hashtag
from tests.clocks import FakeClock, what_is_due_happens
from tests.factories import a_person, said
from tests.fresh import EVERYTHING, Screen, told, watching

SOURCE = Source("tests")


async def test_a_screen_follows_posts_edits_likes_and_deletions(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    old = await said(here, minsu, "먼저 있던 글")

    async def read() -> list[int]:
        return await company_timeline(here.timelines, jane, EVERYTHING)

    async with watching(here, jane, read, (channels.HOME, "home")) as screen:
        first = await said(here, minsu, "첫 글")
        await said(here, jane, "인용", quote_of_id=first)
        await said(here, jane, "답글", reply_to_id=first)
        await like(here.db, jane, old)
        await edit(here.db, minsu, old, Changes("고친 글"), here.text_rules)
        await screen.shows_what_is_fresh()
        await remove(here.db, minsu, first)
        await unlike(here.db, jane, old)
        await screen.shows_what_is_fresh()
        assert [line.text for line in screen.lines] == ["인용", "고친 글"]


async def test_nothing_is_lost_or_doubled_over_a_lost_connection(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)

    async def read() -> list[int]:
        return await company_timeline(here.timelines, jane, EVERYTHING)

    async with watching(here, jane, read, (channels.HOME, "home")) as screen:
        await said(here, minsu, "하나")
        await told(here)
        screen.disconnect()
        for number in range(450):  # more than a page of the log
            await said(here, minsu, f"놓친 글 {number}")
        await screen.connect()
        await said(here, minsu, "다시 하나")
        await screen.shows_what_is_fresh()
        assert len(screen.lines) == 452


async def test_who_was_muted_for_a_time_is_heard_again_on_a_screen_that_stayed_open(any_settings: Settings) -> None:
    clock = FakeClock()
    async with opened(any_settings, clock) as here:
        loud, jane = await a_person(here), await a_person(here)

        async def read() -> list[int]:
            return await company_timeline(here.timelines, jane, EVERYTHING)

        async with watching(here, jane, read, (channels.HOME, "home")) as screen:
            await mute(here.db, jane, loud.id, seconds=60)
            await told(here)
            await said(here, loud, "unheard")
            await screen.shows_what_is_fresh()
            clock.now += 61 * SECOND
            await what_is_due_happens(here)
            await told(here)
            await said(here, loud, "heard")
            await told(here)
            screen.disconnect()
            assert [line.text for line in screen.lines] == ["heard"]
            assert [line.text for line in await screen.fresh()] == ["heard", "unheard"]


async def test_those_one_mutes_or_blocks_fall_silent_at_once(any_company: Company) -> None:
    here = any_company
    minsu, loud, jane = await a_person(here), await a_person(here), await a_person(here)

    async def read() -> list[int]:
        return await company_timeline(here.timelines, jane, EVERYTHING)

    async with watching(here, jane, read, (channels.HOME, "home")) as screen:
        await mute(here.db, jane, loud.id)
        await block(here.db, jane, minsu.id)
        await told(here)
        await said(here, loud, "시끄러운 글")
        await said(here, minsu, "막힌 글")
        await screen.shows_what_is_fresh()
        assert screen.lines == []
        await unmute(here.db, jane, loud.id)
        await told(here)
        await screen.load()
        await said(here, loud, "들리는 글")
        await screen.shows_what_is_fresh()
        assert [line.text for line in screen.lines] == ["들리는 글", "시끄러운 글"]


async def test_a_following_home_hears_whom_one_follows_reposts_included(any_company: Company) -> None:
    here = any_company
    minsu, stranger, jane = await a_person(here), await a_person(here), await a_person(here)
    await follow(here.db, jane, minsu.id)

    async def read() -> list[int]:
        return await following(here.timelines, jane, EVERYTHING)

    async with watching(here, jane, read, (channels.FOLLOWING, "home")) as screen:
        post = await said(here, stranger, "모르는 사람의 글")
        await said(here, minsu, "아는 사람의 글")
        await said(here, minsu, "모르는 사람에게 답글", reply_to_id=post)
        own = await said(here, jane, "내 글")
        await said(here, minsu, "나에게 답글", reply_to_id=own)
        await repost(here.db, minsu, post, SOURCE)
        await screen.shows_what_is_fresh()
        assert len(screen.lines) == 4
        await unrepost(here.db, minsu, post)
        await screen.shows_what_is_fresh()


async def test_a_home_that_changes_hears_the_other_channel_without_reconnecting(company: Company) -> None:
    minsu, jane = await a_person(company), await a_person(company)

    async def read() -> list[int]:
        return await following(company.timelines, jane, EVERYTHING)

    async with watching(company, jane, read, (channels.HOME, "home")) as screen:
        await edit_profile(company.db, jane.id, home=Home.following)
        await told(company)
        await said(company, minsu, "안 들려야 하는 글")
        await screen.shows_what_is_fresh()
        await follow(company.db, jane, minsu.id)
        await told(company)
        await screen.load()
        await said(company, minsu, "들려야 하는 글")
        await screen.shows_what_is_fresh()
        await unfollow(company.db, jane, minsu.id)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_done_in_whatever_order_a_screen_shows_what_is_fresh(any_company: Company, seed: int) -> None:
    here, chance = any_company, random.Random(seed)
    people = [await a_person(here) for _ in range(4)]
    jane = people[0]
    posts = [await said(here, person, f"#회의 시작 {person.id}") for person in people]

    async def everything() -> list[int]:
        return await company_timeline(here.timelines, jane, EVERYTHING)

    async def topic() -> list[int]:
        return await hashtag(here.timelines, jane, "회의", EVERYTHING)

    async with (
        watching(here, jane, everything, (channels.HOME, "home")) as home,
        watching(here, jane, topic, (channels.tag("회의"), "tag")) as tag,
    ):
        for _ in range(6):
            for _ in range(chance.randint(1, 8)):
                posts = await _do_something(here, chance, people, posts)
            if chance.random() < 0.5:
                await _lose_connection(chance.choice([home, tag]))
            await home.shows_what_is_fresh()
            await tag.shows_what_is_fresh()


async def _do_something(here: Company, chance: random.Random, people: list[Viewer], posts: list[int]) -> list[int]:
    who, post = chance.choice(people), chance.choice(posts)
    shared = (await here.views.shared([post]))[post].post
    author = next(person for person in people if person.id == shared.author_id)
    match chance.choice(["say", "reply", "quote", "like", "unlike", "repost", "unrepost", "edit", "delete"]):
        case "say":
            return [*posts, await said(here, who, f"#회의 {chance.random()}")]
        case "reply":
            return [*posts, await said(here, who, f"#회의 답 {chance.random()}", reply_to_id=post)]
        case "quote":
            return [*posts, await said(here, who, f"인용 {chance.random()}", quote_of_id=post)]
        case "like":
            await like(here.db, who, post)
        case "unlike":
            await unlike(here.db, who, post)
        case "repost":
            await repost(here.db, who, post, SOURCE)
        case "unrepost":
            await unrepost(here.db, who, post)
        case "edit":
            await edit(here.db, author, post, Changes(f"{shared.text[:80]} 고침"), here.text_rules)
        case "delete" if len(posts) > 3:
            await remove(here.db, author, post)
            return [other for other in posts if other != post]
    return posts


async def _lose_connection(screen: Screen) -> None:
    screen.disconnect()
    await screen.connect()
