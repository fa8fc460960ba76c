"""What many talk about: counted by people, for a day, the same whether it was read or heard."""

from biztweet.company import Company
from biztweet.kernel.clock import DAY
from biztweet.posts.edit import Changes, edit
from biztweet.posts.remove import remove
from biztweet.timelines.trends import Trend, Trends
from tests.factories import a_person, said


async def test_topics_are_counted_by_people_and_the_memory_is_what_is_stored(any_company: Company) -> None:
    minsu, jihye = await a_person(any_company), await a_person(any_company)
    for _ in range(3):
        await said(any_company, minsu, f"#점심 #회의 {_}")
    await said(any_company, jihye, "#회의 #회의")
    gone = await said(any_company, jihye, "#실수")
    await remove(any_company.db, jihye, gone)
    told = any_company.timelines.trends
    now = any_company.db.clock()
    assert told.now(now, 10) == [Trend("회의", 4, 2), Trend("점심", 3, 1)]
    assert told.voices(["회의", "점심"], (), 9) == {"회의": [jihye.id, minsu.id], "점심": [minsu.id]}
    assert told.voices(["회의"], {jihye.id}, 9) == {"회의": [minsu.id]}
    assert told.voices(["회의"], (), 1) == {"회의": [jihye.id]}
    assert told.now(now, 1) == [Trend("회의", 4, 2)]
    assert told.now(now + DAY + 1, 10) == []
    fresh = Trends()
    await fresh.load(any_company.db)
    assert fresh.now(now, 10) == told.now(now, 10)


async def test_an_edit_changes_what_is_named(any_company: Company) -> None:
    minsu = await a_person(any_company)
    post_id = await said(any_company, minsu, "#점심")
    await edit(any_company.db, minsu, post_id, Changes("#저녁"), any_company.text_rules)
    [trend] = any_company.timelines.trends.now(any_company.db.clock(), 10)
    assert trend.tag == "저녁"
