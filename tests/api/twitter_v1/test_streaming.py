"""Streams of v1.1: what happens, a line each."""

from contextlib import AbstractAsyncContextManager, AsyncExitStack

import msgspec
from starlette.routing import Router

from biztweet.access.viewer import Viewer
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.routes import routes
from biztweet.api.twitter_v1.stream_format import Lines
from biztweet.company import Company
from biztweet.follows.follow import follow, unfollow
from biztweet.follows.hide import block, mute, unblock
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from tests.api.inside import InCompany
from tests.api.lines import Listener, opened
from tests.api.twitter_v1.asking import Client, code
from tests.factories import a_person, said


def listening(company: Company, client: Client, path: str, **params: str) -> AbstractAsyncContextManager[Listener]:
    return opened(InCompany(company, Router(routes)), f"Bearer {client.bearer}", f"/1.1/{path}", params)


async def test_the_user_stream_tells_what_home_shows(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    await follow(company.db, minsu, jihye.id)
    async with listening(company, client, "user.json") as stream:
        assert await stream.next() == {"friends": [jihye.id]}
        post_id = await said(company, jihye, "안녕 & 반가워")
        heard = await stream.next()
        assert (heard["id"], heard["text"], heard["user"]["screen_name"]) == (post_id, "안녕 &amp; 반가워", "jihye")
        assert heard["favorited"] is False
        await remove(company.db, jihye, post_id)
        assert (await stream.next())["delete"]["status"] == {
            "id": post_id,
            "id_str": str(post_id),
            "user_id": jihye.id,
            "user_id_str": str(jihye.id),
        }
        long = await said(company, minsu, "가" * 130 + " abcdefgh #끝")
        heard = await stream.next()
        assert (heard["id"], heard["truncated"]) == (long, True)
        assert heard["extended_tweet"]["full_text"].endswith("#끝")
        assert stream.raw.endswith(b"\r\n")


async def test_the_user_stream_tells_what_others_do_with_ones_posts(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    own = await said(company, minsu, "내 글")
    async with listening(company, client, "user.json", stringify_friend_ids="true") as stream:
        assert await stream.next() == {"friends_str": []}
        await like(company.db, jihye, own)
        heard = await stream.next()
        assert (heard["event"], heard["source"]["screen_name"], heard["target"]["screen_name"]) == (
            "favorite",
            "jihye",
            "minsu",
        )
        assert heard["target_object"]["id"] == own
        await follow(company.db, jihye, minsu.id)
        heard = await stream.next()
        assert (heard["event"], heard["source"]["id"], heard["target"]["id"]) == ("follow", jihye.id, minsu.id)
        answered = await said(company, jihye, "답", reply_to_id=own)
        assert (await stream.next())["id"] == answered


async def test_who_is_muted_is_not_heard(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    async with listening(company, client, "user.json") as stream:
        await stream.next()
        await mute(company.db, minsu, jihye.id)
        await said(company, jihye, "안 보임")
        mine = await said(company, minsu, "보임")
        assert (await stream.next())["id"] == mine


async def test_a_length_stands_before_each_line_if_asked_for(company: Company, client: Client, jihye: Viewer) -> None:
    async with listening(company, client, "statuses/sample.json", delimited="length") as stream:
        await said(company, jihye)
        length, line = int(await stream.line()), await stream.line()
        assert length == len(line) + 2


async def test_a_filter_tells_of_words_and_of_people_each_once(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    follow_minsu = {"track": "점심 메뉴,#회의", "follow": str(minsu.id)}
    async with listening(company, client, "statuses/filter.json", **follow_minsu) as stream:
        await said(company, jihye, "점심 뭐 먹지")
        wanted = [
            await said(company, jihye, "오늘 점심의 메뉴"),
            await said(company, jihye, "늦는다 #회의"),
            await said(company, minsu, "점심 메뉴 나도"),
            await said(company, minsu, "딴 이야기"),
            (await repost(company.db, minsu, await said(company, jihye, "조용히"), Source("x"))).post_id,
        ]
        assert [(await stream.next())["id"] for _ in wanted] == wanted


async def test_a_filter_takes_latin_words_whole_topics_and_names_and_particles_off(
    company: Company, client: Client, jihye: Viewer, minsu: Viewer
) -> None:
    async with listening(company, client, "statuses/filter.json", track="hi,#회의,@minsu,점심을") as stream:
        for text in ("history", "회의 중", "minsu", "아침"):
            await said(company, jihye, text)
        root = await said(company, minsu, "Hi!")
        wanted = [root, await said(company, jihye, "늦는 #회의"), await said(company, jihye, "점심", reply_to_id=root)]
        assert [(await stream.next())["id"] for _ in wanted] == wanted
        await remove(company.db, minsu, root)  # the words are gone, and so is any way to tell that they were heard
        last = await said(company, jihye, "hi again")
        assert (await stream.next())["id"] == last


async def test_whom_a_filter_follows_is_heard_with_answers_repeats_and_deletions(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    async with listening(company, client, "statuses/filter.json", follow=str(jihye.id)) as stream:
        await said(company, minsu, "딴 이야기")
        post = await said(company, jihye, "글")
        assert (await stream.next())["id"] == post
        answer = await said(company, minsu, "답", reply_to_id=post)
        assert (await stream.next())["id"] == answer
        repeat = (await repost(company.db, minsu, post, Source("x"))).post_id
        assert (await stream.next())["id"] == repeat
        alone = await said(company, jihye, "또")
        await remove(company.db, jihye, alone)
        assert (await stream.next())["id"] == alone
        assert (await stream.next())["delete"]["status"]["id"] == alone


async def test_filters_of_closed_streams_are_forgotten(company: Company, client: Client, other: Client) -> None:
    book = company.live.filters._book
    async with listening(company, client, "statuses/filter.json", track="점심"):
        async with listening(company, other, "statuses/filter.json", track="점심"):
            assert len(book) == 1
        assert len(book) == 1
    assert len(book) == 0


async def test_a_filter_asks_for_what_happened_before(company: Company, client: Client, jihye: Viewer) -> None:
    old = [await said(company, jihye, text) for text in ("점심 하나", "저녁", "점심 둘")]
    async with listening(company, client, "statuses/filter.json", track="점심", count="100") as stream:
        new = await said(company, jihye, "점심 셋")
        assert [(await stream.next())["id"] for _ in range(3)] == [old[0], old[2], new]


async def test_the_firehose_tells_of_answers_and_repeats_too(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    post = await said(company, minsu, "글")
    async with listening(company, client, "statuses/firehose.json") as stream:
        wanted = [
            await said(company, jihye, "답", reply_to_id=post),
            (await repost(company.db, jihye, post, Source("x"))).post_id,
            await said(company, jihye, "또"),
        ]
        assert [(await stream.next())["id"] for _ in wanted] == wanted


async def test_the_user_stream_tells_what_one_does_elsewhere(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    post = await said(company, jihye, "글")
    async with listening(company, client, "user.json") as stream:
        await stream.next()
        await like(company.db, minsu, post)
        heard = await stream.next()
        assert (heard["event"], heard["source"]["id"], heard["target"]["id"]) == ("favorite", minsu.id, jihye.id)
        assert heard["target_object"]["id"] == post
        await unlike(company.db, minsu, post)
        assert (await stream.next())["event"] == "unfavorite"
        for act, name in ((follow, "follow"), (unfollow, "unfollow"), (block, "block"), (unblock, "unblock")):
            await act(company.db, minsu, jihye.id)
            heard = await stream.next()
            assert (heard["event"], heard["source"]["id"], heard["target"]["id"]) == (name, minsu.id, jihye.id)
            assert "target_object" not in heard


async def test_answers_to_others_are_told_to_those_who_ask_for_all(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    other = await a_person(company)
    post = await said(company, other, "글")
    mine = await said(company, minsu, "내 글")
    async with (
        listening(company, client, "user.json") as few,
        listening(company, client, "user.json", replies="all") as all_of_them,
    ):
        assert await few.next() == await all_of_them.next() == {"friends": []}
        answer = await said(company, jihye, "다른 이에게", reply_to_id=post)
        to_me = await said(company, jihye, "나에게", reply_to_id=mine)
        assert [(await all_of_them.next())["id"] for _ in range(2)] == [answer, to_me]
        assert (await few.next())["id"] == to_me


async def test_a_stream_that_falls_behind_is_warned_if_it_wants_to_be() -> None:
    site = Site("http://tweets.test")
    warned, silent = Lines(site, with_length=False, warned=True), Lines(site, with_length=False, warned=False)
    assert msgspec.json.decode(warned.resync(1))["warning"]["code"] == "FALLING_BEHIND"
    assert silent.resync(1) == b""
    assert warned.name != silent.name


async def test_a_filter_that_asks_for_nothing_is_refused(client: Client) -> None:
    assert code(await client.get("statuses/filter.json")) == (400, 38)


async def test_streams_end_when_the_server_does(company: Company, client: Client) -> None:
    async with listening(company, client, "user.json") as stream:
        await stream.next()
        await company.hub.goodbye()
        assert (await stream.next())["disconnect"]["code"] == 1


async def test_only_so_many_streams_are_open_at_once(company: Company, client: Client) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(10):
            held = await stack.enter_async_context(listening(company, client, "statuses/sample.json"))
            assert held.status == 200
        refused = await stack.enter_async_context(listening(company, client, "user.json"))
        assert refused.status == 420
