"""Korean particles."""

import pytest

from biztweet.demo.particles import particle


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("김민수", "이/가", "가"),
        ("이지훈", "이/가", "이"),
        ("동백은행", "을/를", "을"),
        ("한빛패스", "은/는", "는"),
        ("서울", "으로/로", "로"),
        ("5층", "으로/로", "으로"),
        ("한빛MES", "이/가", "가"),
        ("Daniel", "과/와", "과"),
        ("버전 3", "을/를", "을"),
        ("'다솜방'", "으로/로", "으로"),
    ],
)
def test_a_particle_follows_the_sound_of_the_word(word: str, pair: str, expected: str) -> None:
    assert particle(word, pair) == expected
