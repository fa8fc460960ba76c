"""People are found by what is typed of their names, in any case and on both databases."""

import pytest

from biztweet.accounts.find import matching
from biztweet.company import Company
from tests.factories import a_person


@pytest.mark.parametrize(
    "typed", ["özil", "ÖZIL", "Öz", "müller", "MÜLLER", "Łukasz", "łUKASZ", "жанна", "김민", "MIN"]
)
async def test_a_name_is_found_in_any_case(any_company: Company, typed: str) -> None:
    names = ["Mesut Özil", "ÖZIL MÜLLER", "Łukasz Müller", "ЖАННА", "김민수", "Min-su"]
    for name in names:
        await a_person(any_company, name=name)
    expected = {name for name in names if typed.lower() in name.lower()}
    found = await matching(any_company.db, typed, limit=10)
    assert {account.name for account in found} == expected != set()
