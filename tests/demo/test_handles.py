"""Directory logins."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.demo.handles import Handles
from biztweet.demo.names import ascii_letters, romanised


@pytest.mark.parametrize(
    ("surname", "given_name", "handle"),
    [("김", "민수", "minsu_kim"), ("이", "지훈", "jihoon_lee"), ("Müller", "Käthe", "kaethe_mueller")],
)
def test_a_login_is_the_romanised_name(surname: str, given_name: str, handle: str) -> None:
    assert Handles(random.Random(1)).give(surname, given_name, old=False) == handle


def test_the_second_of_a_name_is_numbered() -> None:
    handles = Handles(random.Random(1))
    assert [handles.give("김", "민수", old=False) for _ in range(3)] == ["minsu_kim", "minsu_kim2", "minsu_kim3"]


@given(st.integers(min_value=0xAC00, max_value=0xD7A3))
def test_every_syllable_has_a_romanisation(syllable: int) -> None:
    assert romanised(chr(syllable)).isascii()
    assert romanised(chr(syllable)).isalpha()


@pytest.mark.parametrize(("name", "letters"), [("Wójcik", "wojcik"), ("Öztürk", "oeztuerk"), ("Yılmaz", "yilmaz")])
def test_european_letters_become_ascii(name: str, letters: str) -> None:
    assert ascii_letters(name) == letters
