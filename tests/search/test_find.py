"""Searches: what was posted is found by what it says and by what it is, and by nobody who should not see it."""

import random

import pytest

from biztweet.company import Company
from biztweet.follows.hide import block, mute
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.ports.index import Spans
from biztweet.posts.edit import Changes, edit
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.search.document import document, subject
from biztweet.search.errors import QueryWrong
from biztweet.search.find import find, tally
from biztweet.search.match import Held
from biztweet.search.meaning import meaning
from biztweet.search.query import parse
from biztweet.search.react import enter_all
from biztweet.search.subjects import by_ids
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.search.searching import ALL, found, indexed

SOURCE = Source("tests")


async def test_posts_are_found_by_what_they_say_and_are(any_company: Company) -> None:
    here = any_company
    minsu, jihye = await a_person(here, "minsu"), await a_person(here, "jihye")
    lunch = await said(here, minsu, "오늘 점심 뭐 먹지? #점심메뉴 https://wiki/page", language="ko")
    answer = await said(here, jihye, "@minsu 김치찌개!", reply_to_id=lunch)
    quote = await said(here, jihye, "점심시간 deployed", quote_of_id=lunch)
    repeat = (await repost(here.db, jihye, lunch, SOURCE)).post_id
    for text, expected in {
        "점심": [repeat, quote, lunch],
        "점심을 -is:retweet": [quote, lunch],
        "deploy": [quote],
        '"deploy"': [],
        "#점심메뉴": [repeat, lunch],
        "from:minsu": [lunch],
        f"from:{minsu.id}": [lunch],
        "from:me": [repeat, quote, answer],
        "@minsu": [answer],
        "to:minsu": [answer],
        "url:wiki has:links -filter:retweets": [lunch],
        f"conversation_id:{lunch} -is:retweet": [answer, lunch],
        f"in_reply_to_tweet_id:{lunch}": [answer],
        f"quotes_of_tweet_id:{lunch}": [quote],
        "retweets_of:minsu": [repeat],
        "is:reply OR is:quote": [quote, answer],
        "lang:ko -점심": [answer],
        f"점심 since_id:{lunch}": [repeat, quote],
        f"점심 max_id:{quote}": [quote, lunch],
        "점심 until:2020-01-01": [],
        "점심 since:2020-01-01 -from:jihye": [lunch],
        "!?": [],
    }.items():
        assert await found(here, jihye, text) == expected, text
    assert await find(here.search, jihye, parse("점심"), ALL, repeats=False) == [quote, lunch]


async def test_an_edit_is_found_by_its_new_words_in_reposts_too_and_a_deleted_post_by_none(
    any_company: Company,
) -> None:
    here = any_company
    minsu, jihye = await a_person(here), await a_person(here)
    post = await said(here, minsu, "점심")
    repeat = (await repost(here.db, jihye, post, SOURCE)).post_id
    await edit(here.db, minsu, post, Changes("저녁"), here.text_rules)
    assert await found(here, jihye, "점심") == []
    assert await found(here, jihye, "저녁") == [repeat, post]
    await remove(here.db, minsu, post)
    assert await found(here, jihye, "저녁") == []


async def test_who_is_muted_or_blocked_is_not_found(any_company: Company) -> None:
    here = any_company
    minsu, loud, jihye = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, minsu, "점심")
    await said(here, loud, "점심!")
    await mute(here.db, jihye, loud.id)
    assert await found(here, jihye, "점심") == [post]
    await block(here.db, jihye, minsu.id)
    assert await found(here, jihye, "점심") == []


async def test_pages_put_together_are_the_whole(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    every = [await said(here, minsu, f"점심 {number}") for number in range(25)][::-1]
    assert await found(here, minsu, "점심") == every
    down: list[int] = []
    while page := await find(here.search, minsu, parse("점심"), Page(limit=7, before=down[-1] if down else 2**63 - 1)):
        down += page
    assert down == every
    assert await find(here.search, minsu, parse("점심"), Page(limit=3, after=every[10], nearest=True)) == every[7:10]


@pytest.mark.parametrize("seed", range(3))
async def test_a_search_finds_the_very_posts_that_a_plain_reading_finds(any_company: Company, seed: int) -> None:
    here, chance = any_company, random.Random(seed)
    people = [await a_person(here, f"p{number}") for number in range(3)]
    words = ["점심", "회의", "deploy", "api", "#점심", "@p1", "https://wiki/x", "🎉", "점심시간에", "deployed"]
    ids = [await said(here, people[0], "시작")]
    for _ in range(40):
        text = " ".join(chance.choices(words, k=chance.randint(1, 4)))
        more = {"reply_to_id": chance.choice(ids)} if chance.random() < 0.3 else {}
        more |= {"quote_of_id": chance.choice(ids)} if chance.random() < 0.2 else {}
        ids.append(await said(here, chance.choice(people), text, **more))
    repeated = dict.fromkeys(chance.choices(ids, k=8))
    ids += [(await repost(here.db, chance.choice(people), post_id, SOURCE)).post_id for post_id in repeated]
    await indexed(here)
    shared = await here.views.shared(ids)
    documents = {post_id: document(subject(view)) for post_id, view in shared.items()}
    pieces = [
        "점심",
        "회의를",
        "deploy",
        "from:p1",
        "is:reply",
        "has:links",
        "-api",
        "OR",
        "#점심",
        '"점심 회의"',
        "-is:retweet",
    ]
    for _ in range(60):
        text = " ".join(chance.choices(pieces, k=chance.randint(1, 4)))
        try:
            wanted = meaning(parse(text).wanted)
        except QueryWrong:  # what is no query is not asked
            continue
        assert wanted is not None
        plain = sorted((post_id for post_id in ids if Held(documents[post_id]).holds(wanted)), reverse=True)
        assert await find(here.search, people[0], parse(text), ALL) == plain, text


async def test_what_the_tables_tell_of_a_post_is_what_its_view_tells(any_company: Company) -> None:
    here = any_company
    minsu, jihye = await a_person(here), await a_person(here)
    post = await said(here, minsu, "글 #하나", warning="조심")
    ids = [post, await said(here, jihye, "답", reply_to_id=post), await said(here, jihye, "인용", quote_of_id=post)]
    ids += [(await repost(here.db, jihye, one, SOURCE)).post_id for one in ids]

    async def work(tx: Transaction) -> dict[int, object]:
        return {one.post_id: one for one in await by_ids(tx, ids)}

    told = await here.db.write(work)
    assert told == {post_id: subject(view) for post_id, view in (await here.views.shared(ids)).items()}


async def test_an_index_that_was_lost_is_made_anew(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    ids = [await said(here, minsu, f"점심 {number}") for number in range(5)]
    await indexed(here)

    async def lose(tx: Transaction) -> None:
        for post_id in ids:
            await here.search.index.drop(tx, post_id)

    await here.db.write(lose)
    assert await find(here.search, minsu, parse("점심"), ALL) == []
    assert await enter_all(here.db, here.search.index) == 5
    assert await find(here.search, minsu, parse("점심"), ALL) == ids[::-1]


async def test_what_was_found_is_counted(any_company: Company) -> None:
    here = any_company
    minsu, loud = await a_person(here), await a_person(here)
    ids = [await said(here, minsu, "점심") for _ in range(3)]
    await said(here, loud, "점심")
    await mute(here.db, minsu, loud.id)
    await indexed(here)
    spans = Spans(origin=ids[0], width=2**40, start=ids[0], end=2**62)
    assert sum(one.count for one in await tally(here.search, minsu, parse("점심"), spans)) == 3
    assert sum(one.count for one in await tally(here.search, minsu, parse(f"점심 since_id:{ids[0]}"), spans)) == 2


@pytest.mark.parametrize("length", [1, 100])
async def test_a_search_costs_the_same_number_of_reads_for_one_post_or_a_hundred(
    any_company: Company, length: int
) -> None:
    here = any_company
    minsu = await a_person(here)
    for number in range(length):
        await said(here, minsu, f"점심 {number}")
    await indexed(here)
    await here.graph.circle(minsu.id)
    with counted_reads(here) as count:
        assert len(await find(here.search, minsu, parse("점심"), Page(limit=100))) == length
    assert count.reads == 1 + (here.db.engine.dialect == "postgresql" and length < 100)
