"""Search in one's own messages: words, in one's own box, on both databases, by one query."""

from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.messages.remove import delete, remove
from biztweet.messages.search import found
from tests.counting import counted_reads
from tests.factories import a_person, told_to

ALL = Page(limit=100)


async def test_words_find_the_messages_that_hold_them_all_newest_first(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    lunch = await told_to(here, jane, minsu, text="점심을 같이 먹을까요? 12시 LOBBY")
    report = await told_to(here, minsu, jane, text="점심 전에 회의록 드릴게요")
    await told_to(here, minsu, jane, text="100% 맞습니다")
    assert await found(here.db, minsu, "점심", ALL) == [report, lunch]
    assert await found(here.db, jane, " 점심  lobby ", ALL) == [lunch]
    assert await found(here.db, minsu, "점심", Page(limit=1, before=report)) == [lunch]
    assert await found(here.db, minsu, "점심 저녁", ALL) == []
    greeting = await told_to(here, jane, minsu, text="Schöne GRÜSSE")
    assert await found(here.db, minsu, "SCHÖNE grüsse", ALL) == [greeting]
    assert await found(here.db, minsu, "   ", ALL) == []


async def test_signs_of_the_databases_own_language_are_words_like_others(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    percent = await told_to(here, minsu, text="매출 100% 달성")
    path = await told_to(here, minsu, text=r"C:\보고_서")
    assert await found(here.db, minsu, "0%", ALL) == [percent]
    assert await found(here.db, minsu, "%", ALL) == [percent]
    assert await found(here.db, minsu, "보고_", ALL) == [path]
    assert await found(here.db, minsu, "\\", ALL) == [path]
    assert await found(here.db, minsu, "' OR 1=1 --", ALL) == []


async def test_nobody_finds_what_is_not_in_their_box(any_company: Company) -> None:
    here = any_company
    minsu, jane, other = await a_person(here), await a_person(here), await a_person(here)
    kept = await told_to(here, jane, minsu, text="비밀 하나")
    gone = await told_to(here, jane, minsu, text="비밀 둘")
    assert await found(here.db, other, "비밀", ALL) == []
    await remove(here.db, minsu, kept)
    assert await found(here.db, minsu, "비밀", ALL) == [gone]
    await delete(here.db, jane, gone)
    assert await found(here.db, minsu, "비밀", ALL) == []
    assert await found(here.db, jane, "비밀", ALL) == [kept]


async def test_a_search_is_one_query(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    await told_to(here, minsu, text="메모")
    with counted_reads(here) as count:
        assert len(await found(here.db, minsu, "메모", ALL)) == 1
    assert count.reads == 1
