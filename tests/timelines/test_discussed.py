"""What many talk about now: by people, for a day, newest first, without what the viewer hides."""

import sqlalchemy as sa

from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.kernel.clock import DAY
from biztweet.kernel.ids import SHIFT
from biztweet.ports.sql.statement import Command
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.posts.tables import likes
from biztweet.timelines.discussed import discussed
from tests.factories import a_person, said, told_to

_A_DAY_OF_IDS = (DAY // 1_000) << SHIFT
_AGE = Command(sa.update(likes).values(id=likes.c.id - sa.literal_column(str(_A_DAY_OF_IDS))))


async def test_posts_stand_there_by_how_many_people_took_part_newest_first(any_company: Company) -> None:
    here = any_company
    author, one, two, three = [await a_person(here) for _ in range(4)]
    first = await said(here, author, "점심 어디서")
    await said(here, one, "구내식당", reply_to_id=first)
    await said(here, two, "여기 좋네요", quote_of_id=first)
    await repost(here.db, three, first, Source("tests"))
    quarrel = await said(here, author, "둘이서만")
    for _ in range(3):
        await said(here, one, f"아니 {_}", reply_to_id=quarrel)
        await said(here, author, f"맞아 {_}", reply_to_id=quarrel)
    await like(here.db, two, quarrel)
    second = await said(here, one, "세미나 합니다")
    for who in (author, two, three):
        await like(here.db, who, second)
    assert await discussed(here.timelines, two) == [second, first]
    await mute(here.db, two, one.id)
    assert await discussed(here.timelines, two) == [first]
    await unlike(here.db, three, second)
    assert await discussed(here.timelines, three) == [first]
    await remove(here.db, author, first)
    assert await discussed(here.timelines, three) == []


async def test_messages_answers_and_what_is_behind_a_warning_never_stand_there(any_company: Company) -> None:
    here = any_company
    author, *others = [await a_person(here) for _ in range(4)]
    begun = await said(here, others[0], "시작")
    hidden = [
        await said(here, author, "조심", warning="무서움"),
        await said(here, author, "답", reply_to_id=begun),
        await said(here, author, "민감", sensitive=True),
    ]
    for post_id in hidden:
        for who in others:
            await like(here.db, who, post_id)
    message = await told_to(here, author, *others)
    for who in others:
        await told_to(here, who, author, *(other for other in others if other is not who), text="답")
    assert message not in await discussed(here.timelines, author)
    assert await discussed(here.timelines, author) == []


async def test_what_was_liked_the_day_before_is_talked_about_no_more(any_company: Company) -> None:
    here = any_company
    author, *others = [await a_person(here) for _ in range(4)]
    post_id = await said(here, author, "어제의 일")
    for who in others:
        await like(here.db, who, post_id)
    assert await discussed(here.timelines, author) == [post_id]
    await here.db.write(lambda tx: tx.execute(_AGE))
    assert await discussed(here.timelines, author) == []
