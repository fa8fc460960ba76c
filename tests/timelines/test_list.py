"""A list's timeline: its members' posts, the answers it asks for, the same from memory, database and stream."""

import random

import pytest

from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.follows.hide import mute
from biztweet.kernel.paging import Page
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.model import Changes, Outline, Replies
from biztweet.lists.remove import remove as remove_list
from biztweet.live import channels
from biztweet.posts.edit import Changes as Words
from biztweet.posts.edit import edit
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines import gathered
from biztweet.timelines.following import followed, following
from biztweet.timelines.list import list_timeline, of_list
from biztweet.timelines.recent import Recent
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.fresh import EVERYTHING, told, watching

SOURCE = Source("tests")
ALL = Page(limit=1_000)


@pytest.mark.parametrize("few", [0, 16])
async def test_a_list_shows_the_answers_it_was_made_for(
    any_company: Company, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    here = any_company
    monkeypatch.setattr(gathered, "_FEW", few)
    owner, jane, bora, stranger, friend = [await a_person(here) for _ in range(5)]
    await follow(here.db, owner, friend.id)
    list_id = await create(here.db, owner, Outline("팀"))
    await add_members(here.db, owner, list_id, [jane.id, bora.id])
    strange, friendly, own = [await said(here, who) for who in (stranger, friend, owner)]
    post = await said(here, jane)
    thread = await said(here, jane, "이어서", reply_to_id=post)
    to_owner = await said(here, jane, "주인에게", reply_to_id=own)
    to_member = await said(here, bora, "서로", reply_to_id=post)
    to_friend = await said(here, bora, "친구에게", reply_to_id=friendly)
    await said(here, bora, "모르는 이에게", reply_to_id=strange)
    repeat = (await repost(here.db, bora, strange, SOURCE)).post_id
    gone = await said(here, bora)
    await remove(here.db, bora, gone)
    always = [repeat, to_owner, thread, post]
    for replies, more in (
        (Replies.none, []),
        (Replies.members, [to_member]),
        (Replies.followed, [to_friend]),
    ):
        await change(here.db, owner, list_id, Changes(replies=replies))
        roster = await here.rosters.seen(stranger, list_id)
        expected = sorted([*always, *more], reverse=True)
        assert await list_timeline(here.timelines, stranger, roster, ALL) == expected
        assert await list_timeline(here.timelines, stranger, roster, ALL, reposts=False) == expected[1:]
    await mute(here.db, stranger, bora.id)
    assert await list_timeline(here.timelines, stranger, roster, ALL) == [to_owner, thread, post]


async def test_pages_of_a_list_are_the_same_from_memory_and_from_the_database(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, chance = any_company, random.Random(7)
    monkeypatch.setattr("biztweet.timelines.recent._LENGTH", 12)
    owner, *people = [await a_person(here) for _ in range(6)]
    list_id = await create(here.db, owner, Outline("팀"))
    await add_members(here.db, owner, list_id, [person.id for person in people[:3]])
    await mute(here.db, owner, people[0].id)
    ids: list[int] = []
    for number in range(50):
        answered = chance.choice(ids) if ids and number % 3 == 0 else None
        ids.append(await said(here, chance.choice(people), f"{number}", reply_to_id=answered))
    roster, fresh = await here.rosters.seen(owner, list_id), Recent()
    await fresh.load(here.db)
    monkeypatch.setattr(gathered, "_FEW", 100)
    whole = await list_timeline(here.timelines, owner, roster, ALL)
    assert 5 < len(whole) < 50
    pages = [ALL, Page(limit=3), Page(limit=3, nearest=True)]
    pages += [Page(limit=4, before=at) for at in ids] + [Page(limit=4, after=at, nearest=True) for at in ids]
    for page in pages:
        inside = [at for at in whole if page.after < at < page.before]
        expected = inside[-page.limit :] if page.nearest else inside[: page.limit]
        gathering = await of_list(here.timelines, roster, frozenset({people[0].id}))
        assert fresh.page(page, gathering) in (None, expected)
        for few in (0, 100):
            monkeypatch.setattr(gathered, "_FEW", few)
            assert await list_timeline(here.timelines, owner, roster, page) == expected


async def test_a_page_of_a_list_costs_no_read_where_memory_reaches(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = any_company
    monkeypatch.setattr(gathered, "_FEW", 0)
    owner, jane = await a_person(here), await a_person(here)
    list_id = await create(here.db, owner, Outline("팀"))
    await add_members(here.db, owner, list_id, [jane.id])
    ids = [await said(here, jane, f"{number}") for number in range(5)][::-1]
    await list_timeline(here.timelines, owner, await here.rosters.seen(owner, list_id), ALL)
    with counted_reads(here) as count:
        roster = await here.rosters.seen(owner, list_id)
        assert await list_timeline(here.timelines, owner, roster, ALL) == ids
    assert count.reads == 0


@pytest.mark.parametrize("few", [0, 16])
async def test_whom_one_reads_in_an_exclusive_list_is_not_in_the_following_timeline(
    any_company: Company, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    here = any_company
    monkeypatch.setattr(gathered, "_FEW", few)
    minsu, jane, loud = [await a_person(here) for _ in range(3)]
    for whom in (jane, loud):
        await follow(here.db, minsu, whom.id)
    quiet, noisy = await said(here, jane), await said(here, loud)
    answer = await said(here, jane, "답", reply_to_id=noisy)
    list_id = await create(here.db, minsu, Outline("시끄러운 곳", exclusive=True))
    assert await following(here.timelines, minsu, ALL) == [answer, noisy, quiet]
    await add_members(here.db, minsu, list_id, [loud.id, minsu.id])
    own = await said(here, minsu)
    for _ in range(2):
        assert await following(here.timelines, minsu, ALL) == [own, quiet]
        here.timelines.recent._ids.clear()  # from the database the second time
        here.timelines.recent._people.clear()
        here.timelines.recent._complete = False
    assert await list_timeline(here.timelines, minsu, await here.rosters.seen(minsu, list_id), ALL) == [own, noisy]
    await change(here.db, minsu, list_id, Changes(exclusive=False))
    assert len(await following(here.timelines, minsu, ALL)) == 4
    await change(here.db, minsu, list_id, Changes(exclusive=True))
    await remove_list(here.db, minsu, list_id)
    assert (await followed(here.timelines, minsu.id)).authors == {jane.id, loud.id}


async def test_a_screen_of_a_list_follows_posts_and_who_stands_in_it(any_company: Company) -> None:
    here = any_company
    owner, jane, bora, reader = [await a_person(here) for _ in range(4)]
    list_id = await create(here.db, owner, Outline("팀"))
    await add_members(here.db, owner, list_id, [jane.id])

    async def read() -> list[int]:
        return await list_timeline(here.timelines, reader, await here.rosters.seen(reader, list_id), EVERYTHING)

    async with watching(here, reader, read, (channels.members(list_id), "list")) as screen:
        old = await said(here, jane, "하나")
        other = await said(here, bora, "아직 아님")
        await said(here, jane, "답", reply_to_id=other)
        await repost(here.db, jane, other, SOURCE)
        await edit(here.db, jane, old, Words("고침"), here.text_rules)
        await screen.shows_what_is_fresh()
        assert len(screen.lines) == 2
        await add_members(here.db, owner, list_id, [bora.id])
        await told(here)
        await screen.load()
        screen.disconnect()
        await said(here, bora, "이제")
        await said(here, bora, "서로", reply_to_id=old)
        await screen.connect()
        await screen.shows_what_is_fresh()
        await remove(here.db, jane, old)
        await screen.shows_what_is_fresh()
        await remove_members(here.db, owner, list_id, [bora.id])
        await told(here)
        await screen.load()
        await said(here, bora, "다시 아님")
        await screen.shows_what_is_fresh()
        await remove_list(here.db, owner, list_id)
        await said(here, jane, "아무도 듣지 않음")
        await told(here)
        assert screen.paper.written == b""


async def test_an_open_following_home_heeds_exclusive_lists_at_once(any_company: Company) -> None:
    here = any_company
    minsu, jane, loud = [await a_person(here) for _ in range(3)]
    for whom in (jane, loud):
        await follow(here.db, minsu, whom.id)
    list_id = await create(here.db, minsu, Outline("따로", exclusive=True))

    async def read() -> list[int]:
        return await following(here.timelines, minsu, EVERYTHING)

    async with watching(here, minsu, read, (channels.FOLLOWING, "home")) as screen:
        await said(here, loud, "들림")
        await screen.shows_what_is_fresh()
        assert len(screen.lines) == 1
        await add_members(here.db, minsu, list_id, [loud.id])
        await told(here)
        await screen.load()
        noisy = await said(here, loud, "안 들림")
        await said(here, jane, "이것도", reply_to_id=noisy)
        await said(here, jane, "이건 들림")
        await screen.shows_what_is_fresh()
        assert [line.text for line in screen.lines] == ["이건 들림"]
