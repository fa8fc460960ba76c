"""Topics that people follow or show, on both databases: in Home, live, and no more of them than there may be."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.follows.hide import mute
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.timelines.hashtag import Others, hashtag
from biztweet.timelines.home import home
from biztweet.topics import keep as keeping
from biztweet.topics.errors import NoTopic, TooManyTopics
from biztweet.topics.keep import drop, keep
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.fresh import EVERYTHING, told, watching


async def texts(here: Company, ids: list[int]) -> list[str]:
    shared = await here.views.shared(ids)
    return [shared[post_id].post.text for post_id in ids]


async def read(here: Company, who: Viewer, page: Page = EVERYTHING) -> list[str]:
    return await texts(here, await home(here.timelines, who, Home.following, page))


async def test_a_followed_topic_stands_in_home_beside_whom_one_follows(any_company: Company) -> None:
    here = any_company
    jane, friend, stranger = await a_person(here), await a_person(here), await a_person(here)
    await follow(here.db, jane, friend.id)
    await said(here, friend, "친구의 글 #점심")
    first = await said(here, stranger, "모르는 사람의 #점심")
    await said(here, stranger, "다른 이야기")
    assert await read(here, jane) == ["친구의 글 #점심"]
    await keep(here.db, jane, "followed", "#점심")
    await keep(here.db, jane, "followed", "점심")
    assert await here.timelines.topics.followed(jane.id) == {"점심"}
    assert await read(here, jane) == ["모르는 사람의 #점심", "친구의 글 #점심"]
    assert await read(here, jane, Page(limit=1)) == ["모르는 사람의 #점심"]
    assert await read(here, jane, Page(limit=1, nearest=True)) == ["친구의 글 #점심"]
    assert await read(here, jane, Page(before=first)) == ["친구의 글 #점심"]
    await said(here, stranger, "답글 #점심", reply_to_id=await said(here, friend, "질문"))
    assert "답글 #점심" not in await read(here, jane)
    await mute(here.db, jane, stranger.id)
    assert await read(here, jane) == ["질문", "친구의 글 #점심"]
    assert await drop(here.db, jane, "followed", "점심")
    assert not await drop(here.db, jane, "followed", "점심")


async def test_home_without_topics_costs_nothing_more(any_company: Company) -> None:
    here = any_company
    jane = await a_person(here)
    await said(here, jane, "글 #점심")
    costs = []
    for _ in range(2):
        await read(here, jane)
        with counted_reads(here) as count:
            await home(here.timelines, jane, Home.following, Page())
        costs.append(count.reads)
        await keep(here.db, jane, "followed", "점심")
    assert costs[1] <= costs[0] + 1


async def test_an_open_home_hears_of_topics_as_they_are_followed(any_company: Company) -> None:
    here = any_company
    jane, stranger = await a_person(here), await a_person(here)
    await edit_profile(here.db, jane.id, home=Home.following)

    async def ids() -> list[int]:
        return await home(here.timelines, jane, Home.following, EVERYTHING)

    async with watching(here, jane, ids, (channels.FOLLOWING, "home")) as screen:
        await keep(here.db, jane, "followed", "회의")
        await told(here)
        await said(here, stranger, "#회의 세 시")
        await screen.shows_what_is_fresh()
        assert len(screen.lines) == 1
        await drop(here.db, jane, "followed", "회의")
        await told(here)
        await screen.load()
        await said(here, stranger, "#회의 네 시")
        await screen.shows_what_is_fresh()


@pytest.mark.parametrize("name", ["", "#", "두 단어", "a-b", "12", "#a#b", "a\u202e", "\0"])
async def test_what_is_no_hashtag_is_no_topic(company: Company, name: str) -> None:
    with pytest.raises(NoTopic):
        await keep(company.db, await a_person(company), "followed", name)


async def test_no_more_topics_are_kept_than_there_may_be(any_company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keeping.MAX_TOPICS, "featured", 2)
    jane = await a_person(any_company)
    for name in ("a", "b", "b"):
        await keep(any_company.db, jane, "featured", name)
    with pytest.raises(TooManyTopics):
        await keep(any_company.db, jane, "featured", "c")
    assert await any_company.timelines.topics.featured(jane.id) == {"a", "b"}


async def test_several_topics_at_once(any_company: Company) -> None:
    here = any_company
    jane = await a_person(here)
    for text in ("#a", "#b", "#a #b", "#a #c", "#B #c", "none"):
        await said(here, jane, text)

    async def under(**others: tuple[str, ...]) -> list[str]:
        return await texts(here, await hashtag(here.timelines, jane, "A", Page(), others=Others(**others)))

    assert await under(any_of=("b",)) == ["#B #c", "#a #c", "#a #b", "#b", "#a"]
    assert await under(all_of=("#B",)) == ["#a #b"]
    assert await under(none_of=("b", "c")) == ["#a"]
    assert await under(any_of=("b",), all_of=("c",), none_of=("a",)) == ["#B #c"]


async def test_uses_are_counted(any_company: Company) -> None:
    here = any_company
    jane = await a_person(here)
    for text in ("#a #b", "#A", "#c"):
        last = await said(here, jane, text)
    uses = await here.timelines.topics.uses(jane.id, ["a", "c", "x"])
    assert {tag: use.post_count for tag, use in uses.items()} == {"a": 2, "c": 1}
    assert uses["c"].last_post_id == last
    assert [use.tag for use in await here.timelines.topics.most_used(jane.id, 2)] == ["a", "b"]
