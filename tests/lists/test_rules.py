"""What a list may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.kernel.errors import Invalid
from biztweet.lists.errors import NameMissing, WordsTooLong
from biztweet.lists.rules import MAX_DESCRIPTION_LENGTH, MAX_NAME_LENGTH, checked_description, checked_name, slug_of


def test_a_name_stands_on_one_line() -> None:
    assert checked_name("  우리 \n 팀\t사람들 ") == "우리 팀 사람들"
    assert checked_description("") == ""
    assert checked_name("\u1100\u1161") == "가"


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_list_needs_a_name(name: str) -> None:
    with pytest.raises(NameMissing):
        checked_name(name)


@pytest.mark.parametrize("words", ["a\0b", "a\u202eb", "a\ud800b"])
def test_a_name_holds_no_character_that_hides_or_turns_around_others(words: str) -> None:
    for check in (checked_name, checked_description):
        with pytest.raises(Invalid):
            check(words)


def test_names_and_descriptions_end_somewhere() -> None:
    assert checked_name("가" * MAX_NAME_LENGTH)
    with pytest.raises(WordsTooLong):
        checked_name("가" * (MAX_NAME_LENGTH + 1))
    with pytest.raises(WordsTooLong):
        checked_description("가" * (MAX_DESCRIPTION_LENGTH + 1))


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Data Team", "data-team"), ("데이터팀 사람들", "데이터팀-사람들"), ("!!!", "list"), ("_a__b_", "a-b")],
)
def test_a_slug_is_made_of_the_names_letters_and_digits(name: str, slug: str) -> None:
    assert slug_of(name, ()) == slug


def test_a_slug_that_is_taken_gets_a_number() -> None:
    assert slug_of("Team", ["team", "team-2"]) == "team-3"


@given(st.lists(st.text(max_size=80), max_size=12))
def test_no_two_lists_of_one_person_ever_have_the_same_slug_and_all_can_stand_in_an_address(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        slug = slug_of(name, taken)
        assert slug not in taken
        assert slug == slug.casefold().strip("-")
        assert not set(slug) & set(" /?#&%\n")
        taken.append(slug)
