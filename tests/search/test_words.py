"""Words: what is typed finds what was written, in Korean and in English."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.ports.index import SIGNS
from biztweet.search.match import Held
from biztweet.search.words import term, tokens


def finds(typed: str, written: str, **how: Any) -> bool:
    wanted = term(typed, **how)
    return wanted is not None and Held(tokens(written)).holds(wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("점심시간", ("점심", "심시", "시간")),
        ("비 온다", ("비", "온다")),
        ("API서버 v2.1", ("api", "서버", "v2", "1")),
        ("Straße ＡＢＣ", ("strasse", "abc")),
        ("점심", ("점심",)),
        ("배포 🎉🎉!", ("배포", "🎉", "🎉")),
        ("昼食メニュー", ("昼食", "食メ", "メニ", "ニュ", "ュー")),
        ("snake_case", ("snake", "case")),
        ("!?…", ()),
    ],
)
def test_a_text_is_cut_into(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("점심", "사내점심시간"),
        ("점심을", "점심 뭐 먹지"),
        ("회의가", "오늘 회의 있나요"),
        ("배포했어요", "배포 끝!"),
        ("회의실", "3층 회의실로 오세요"),
        ("비", "비가 온다"),
        ("비", "비 온다"),
        ("deploy", "We deployed it"),
        ("Deploy", "deploy!"),
        ("10:30", "내일 10:30에"),
        ("example.com", "보세요 https://example.com/a"),
        ("2026년", "2026년도 계획"),
        ("🎉", "끝 🎉"),
    ],
)
def test_what_is_typed_finds(typed: str, written: str) -> None:
    assert finds(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("점심", "점 심"),
        ("회의실", "회의 실"),
        ("example.com", "com example"),
        ("d", "deploy"),
        ("!?", "!?"),
        ("나의", "나"),
    ],
)
def test_what_is_typed_does_not_find(typed: str, written: str) -> None:
    assert not finds(typed, written)


def test_a_phrase_is_taken_exactly() -> None:
    assert finds("좋은 아침", "다들 좋은 아침입니다", exact=True)
    assert not finds("점심을", "점심 먹자", exact=True)
    assert not finds("deploy", "deployed", exact=True)
    assert not finds("좋은 아침", "아침 좋은", exact=True)


def test_a_stream_takes_latin_words_whole_and_particles_off() -> None:
    assert not finds("hi", "history", whole=True)
    assert finds("hi", "Hi there", whole=True)
    assert finds("점심을", "점심 먹자", whole=True)


@given(st.text(max_size=100))
def test_no_token_holds_what_an_index_would_split_at(text: str) -> None:
    for token in tokens(text):
        assert token
        assert not any(sign in token for sign in SIGNS)
        assert all(character.isalnum() or ord(character) > 127 for character in token)
        assert not any(character.isspace() for character in token)


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_a_text_is_found_by_itself_wherever_it_stands(text: str, before: str, behind: str) -> None:
    hows: list[dict[str, Any]] = [{}, {"exact": True}, {"whole": True}]
    for how in hows:
        wanted = term(text, **how)
        assert (wanted is None) == (tokens(text) == ())
        if wanted is not None:
            assert finds(text, f"{before} {text} {behind}", **how)
