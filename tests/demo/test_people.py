"""The made-up company's people."""

import re
import time
from collections import Counter

import pytest

from biztweet.demo.departments import DEPARTMENTS
from biztweet.demo.people import DemoPerson, make_people

SIZES = [1, 12, 29, 30, 300, 7_000]


@pytest.fixture(scope="module")
def people() -> list[DemoPerson]:
    return make_people(300)


@pytest.mark.parametrize("count", SIZES)
def test_as_many_accounts_are_made_as_were_asked_for(count: int) -> None:
    assert len(make_people(count)) == count


def test_the_same_arguments_give_the_same_people(people: list[DemoPerson]) -> None:
    assert make_people(300) == people
    assert make_people(300, seed=1) != people


@pytest.mark.parametrize("count", SIZES)
def test_handles_are_valid_and_given_once(count: int) -> None:
    handles = [person.handle for person in make_people(count)]
    assert all(re.fullmatch(r"[A-Za-z0-9_]{1,20}", handle) for handle in handles)
    assert len({handle.lower() for handle in handles}) == count


@pytest.mark.parametrize("count", SIZES)
def test_managers_stand_before_those_they_lead_and_above_them(count: int) -> None:
    levels: dict[str, int] = {}
    for person in make_people(count):
        if person.manager_handle is not None:
            assert levels[person.manager_handle] < person.level or levels[person.manager_handle] == 2
        levels[person.handle] = person.level


def test_one_person_has_no_manager_and_that_is_the_first(people: list[DemoPerson]) -> None:
    assert [p.handle for p in people if p.manager_handle is None and not p.is_bot] == [people[0].handle]
    assert people[0].level == 1


def test_every_department_has_a_director_and_members(people: list[DemoPerson]) -> None:
    for place in DEPARTMENTS:
        levels = {person.level for person in people if person.department == place.name}
        assert {3, 5} <= levels


def test_seven_in_ten_have_korean_names(people: list[DemoPerson]) -> None:
    korean = sum(bool(re.fullmatch("[가-힣]+", person.name)) for person in people)
    assert 0.63 <= korean / len(people) <= 0.8


def test_homonyms_work_in_different_departments(people: list[DemoPerson]) -> None:
    departments = [person.department for person in people if person.name == "김민수"]
    assert len(set(departments)) >= 2


def test_surnames_are_as_frequent_as_in_the_country() -> None:
    surnames = Counter(person.name[0] for person in make_people(7_000) if person.language == "ko")
    assert [surname for surname, _ in surnames.most_common(3)] == ["김", "이", "박"]
    assert 0.18 <= surnames["김"] / surnames.total() <= 0.25


def test_bots_stand_last_and_have_an_owner(people: list[DemoPerson]) -> None:
    owners = [person.owner_handle for person in people if person.is_bot]
    assert len(owners) == 3
    assert people[-3:] == [person for person in people if person.is_bot]
    assert set(owners) <= {person.handle for person in people if not person.is_bot}


def test_seven_thousand_take_less_than_a_second() -> None:
    start = time.process_time()
    make_people(7_000, seed=7)
    assert time.process_time() - start < 1.0
