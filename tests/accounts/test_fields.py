"""What people say of themselves in fields, and what the directory says of them, on both databases."""

import pytest

from biztweet.accounts.errors import FieldUnnamed, TooManyFields
from biztweet.accounts.fields import MAX_FIELDS, MAX_PART_LENGTH, checked
from biztweet.accounts.join import change, edit_profile
from biztweet.accounts.model import Field
from biztweet.company import Company
from biztweet.kernel.clock import HOUR
from biztweet.kernel.errors import Invalid
from tests.clocks import time_passes
from tests.factories import a_person


async def test_fields_stand_until_others_are_given(any_company: Company) -> None:
    here, minsu = any_company, await a_person(any_company)
    shown = [Field("내선", "1234"), Field("블로그", "https://blog.example/minsu")]
    await edit_profile(here.db, minsu.id, fields=shown)
    await edit_profile(here.db, minsu.id, bio="안녕하세요")
    assert (await here.people.one(minsu.id)).fields == tuple(shown)
    await edit_profile(here.db, minsu.id, fields=[])
    assert (await here.people.one(minsu.id)).fields == ()


def test_empty_fields_are_left_out_and_others_trimmed() -> None:
    assert checked([Field(" a ", " b "), Field("", " "), Field("c", "")]) == (Field("a", "b"), Field("c", ""))


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ([Field(str(number), "x") for number in range(MAX_FIELDS + 1)], TooManyFields),
        ([Field("", "x")], FieldUnnamed),
        ([Field("a" * (MAX_PART_LENGTH + 1), "x")], Invalid),
        ([Field("a", "b" * (MAX_PART_LENGTH + 1))], Invalid),
        ([Field("a", "one\ntwo")], Invalid),
        ([Field("a", "\u202eb")], Invalid),
    ],
)
def test_what_no_page_shows_is_refused(fields: list[Field], refusal: type[Invalid]) -> None:
    with pytest.raises(refusal):
        checked(fields)


async def test_the_directory_says_where_somebody_sits_and_to_whom_they_report(any_company: Company) -> None:
    here = any_company
    boss = await a_person(here, "boss", name="박지훈")
    minsu = await a_person(here, "minsu", office="서울 본사 7층", manager_id=boss.id)
    found = await here.people.one(minsu.id)
    assert (found.office, found.manager_handle, found.manager_name) == ("서울 본사 7층", "boss", "박지훈")
    assert found.directory_at == found.created_at
    await time_passes(here, HOUR)
    await change(here.db, boss.id, name="박지호")
    renamed = await here.people.one(minsu.id)
    assert (renamed.manager_name, renamed.revision) == ("박지호", found.revision + 1)
    assert renamed.directory_at == found.directory_at  # of minsu itself nothing was said
    await change(here.db, minsu.id, office="부산")
    moved = await here.people.one(minsu.id)
    assert (moved.office, moved.manager_handle) == ("부산", "boss")
    assert moved.directory_at > found.directory_at
    await change(here.db, minsu.id, manager_id=None)
    assert (await here.people.one(minsu.id)).manager_handle == ""
