"""Taking over a table: the differences are told first, then all of them are made, or none."""

from pathlib import Path

import pytest

from biztweet.accounts.errors import HandleTaken
from biztweet.accounts.everybody import everybody
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.directory.table import Row, read_table
from biztweet.directory.take_over import Difference, differences, take_over
from tests.factories import an_account

HEADER = "handle,name,department,title,level,manager,email\n"


async def by_key(here: Company) -> dict[str, Account]:
    return {key(account.handle): account for account in await everybody(here.db)}


async def taken_over(here: Company, text: str) -> list[Difference]:
    people = await by_key(here)
    rows = read_table(text.encode(), Path(), frozenset(people))
    found = differences(rows, people, {})
    await take_over(here.db, found, {each.row.handle: "ab" * 16 for each in found if each.was is None}, people)
    return found


def test_a_difference_tells_what_was_and_what_will_be() -> None:
    boss = an_account(id=1, handle="boss", name="대표")
    minsu = an_account(id=2, handle="minsu", name="김민수", department="데이터팀", manager_id=1, level=3)
    people = {"boss": boss, "minsu": minsu}
    same = Row(2, "Minsu", "김민수", department="데이터팀", manager="BOSS", level=3)
    assert differences([same], people, {}) == []
    new = Row(3, "jane", "Jane")
    moved = Row(4, "minsu", "김민호", department="", manager="", level=None, photo=Path("a/face.jpg"))
    [added, changed] = differences([new, moved], people, {"minsu": "ab" * 16})
    assert (added.row, added.was, added.fields) == (new, None, ())
    assert changed.was == minsu
    assert changed.fields == (
        ("name", "김민수", "김민호"),
        ("department", "데이터팀", ""),
        ("level", "3", ""),
        ("manager", "boss", ""),
        ("photo", "", "face.jpg"),
    )


def test_the_same_photograph_is_no_difference() -> None:
    minsu = an_account(handle="minsu", name="김민수", photo_key="ab" * 16)
    row = Row(2, "minsu", "김민수", department=minsu.department, photo=Path("face.jpg"))
    assert differences([row], {"minsu": minsu}, {"minsu": "ab" * 16}) == []


async def test_newcomers_and_changes_are_made_and_a_second_time_changes_nothing(any_company: Company) -> None:
    here = any_company
    text = HEADER + "minsu,김민수,데이터팀,팀장,2,boss,m@corp.test\nboss,대표,,,1,,\n"
    assert [each.was for each in await taken_over(here, text)] == [None, None]
    people = await by_key(here)
    assert people["minsu"].manager_id == people["boss"].id
    assert (people["minsu"].department, people["minsu"].title, people["minsu"].level) == ("데이터팀", "팀장", 2)
    before = here.relay.position
    assert await taken_over(here, text) == []
    assert here.relay.position == before
    await taken_over(here, HEADER + "minsu,김민호,법무팀,,,,\n")
    minsu = await here.people.by_handle("minsu")
    assert (minsu.name, minsu.department, minsu.level, minsu.manager_id) == ("김민호", "법무팀", None, None)
    assert minsu.photo_key == "ab" * 16
    assert (await here.people.by_handle("boss")).name == "대표"


async def test_what_the_table_has_no_column_for_stays_as_it_is(any_company: Company) -> None:
    here = any_company
    await taken_over(here, HEADER + "boss,대표,,,1,,\nminsu,김민수,데이터팀,팀장,2,boss,m@corp.test\n")
    before = await here.people.by_handle("minsu")
    [changed] = await taken_over(here, "handle,name\nminsu,김민호\nboss,대표\n")
    assert changed.fields == (("name", "김민수", "김민호"),)
    after = await here.people.by_handle("minsu")
    assert (after.name, after.department, after.title) == ("김민호", "데이터팀", "팀장")
    assert (after.level, after.manager_id, after.email) == (2, before.manager_id, "m@corp.test")


async def test_when_one_row_fails_nothing_is_taken_over(any_company: Company) -> None:
    here = any_company
    await taken_over(here, HEADER + "minsu,김민수,데이터팀,,,,\n")
    people = await by_key(here)
    rows = [Row(2, "minsu", "김민호"), Row(3, "new", "새 사람"), Row(4, "NEW", "또 새 사람")]
    found = differences(rows, people, {})
    with pytest.raises(HandleTaken):
        await take_over(here.db, found, {"new": "ab" * 16, "NEW": "cd" * 16}, people)
    assert await by_key(here) == people
