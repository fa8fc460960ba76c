"""The directory as a table: every mistake is named by line and column, and then nothing is taken over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.directory.table import COLUMNS, Row, TableRefused, read_table

NOBODY: frozenset[str] = frozenset()


def read(text: str, folder: Path = Path(), known: frozenset[str] = NOBODY) -> list[Row]:
    return read_table(text.encode(), folder, known)


def mistakes(text: str, folder: Path = Path()) -> list[tuple[int, str]]:
    with pytest.raises(TableRefused) as refused:
        read(text, folder)
    return [(mistake.line, mistake.column) for mistake in refused.value.mistakes]


def test_a_table_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "face.jpg").write_bytes(b"")
    [minsu, jane] = read(
        "\ufeffhandle,name,department,title,level,manager,email,photo\r\n"
        'minsu, 김민수 ,"데이터팀, 서울",팀장,2,,minsu@corp.test,face.jpg\r\n'
        "\r\n"
        "jane,Jane Doe,,,,MINSU,,\r\n",
        tmp_path,
    )
    assert (minsu.line, minsu.handle, minsu.name, minsu.department) == (2, "minsu", "김민수", "데이터팀, 서울")
    assert (minsu.level, minsu.photo, minsu.manager) == (2, tmp_path / "face.jpg", "")
    assert (jane.line, jane.level, jane.photo, jane.manager) == (4, None, None, "MINSU")
    assert jane.columns == set(COLUMNS) - {"office"}


def test_every_mistake_is_named_by_line_and_column(tmp_path: Path) -> None:
    text = (
        "handle,name,level,manager,photo\n"
        "minsu,김민수,1,,\n"
        "min su,,zero,nobody,missing.jpg\n"
        "MINSU,다른 이,,,\n"
        "jane,Jane,51,jane,\n"
        "third,셋째,3,nobody,\n"
        "fourth,넷째,,fourth,\n"
    )
    assert mistakes(text, tmp_path) == [
        (3, "handle"),
        (3, "name"),
        (3, "level"),
        (3, "photo"),
        (4, "handle"),
        (5, "level"),
        (6, "manager"),
        (7, "manager"),
    ]


def test_a_header_that_is_not_ours_says_what_is_wrong_with_it() -> None:
    assert mistakes("") == [(1, "handle"), (1, "name")]
    assert mistakes("handle,nickname\nminsu,김민수\n") == [(1, "name"), (1, "nickname")]
    assert mistakes("handle,name,name\nminsu,김민수,김민호\n") == [(1, "name")]


def test_rows_that_do_not_fit_the_header_are_mistakes() -> None:
    assert mistakes("handle,name\nminsu\njane,Jane,Doe\n") == [(2, "-"), (3, "-")]
    assert mistakes(f"handle,name\nminsu,{'x' * 201}\njane,a\x07b\n") == [(2, "name"), (3, "name")]
    assert mistakes('handle,name\nminsu,"open\n') == [(2, "-")]


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x85", "\x7f", "\t"])
def test_a_name_with_a_character_that_turns_around_or_hides_others_is_a_mistake(character: str) -> None:
    assert mistakes(f"handle,name\nminsu,김{character}민수\njane,Jane\n") == [(2, "name")]


def test_what_is_not_utf_8_is_told_with_its_line() -> None:
    with pytest.raises(TableRefused) as refused:
        read_table("handle,name\na,b\nminsu,김민수\n".encode("euc-kr"), Path(), NOBODY)
    assert [(m.line, m.problem) for m in refused.value.mistakes] == [(3, "not UTF-8")]


def test_a_manager_may_stand_further_down_or_be_in_already() -> None:
    text = "handle,name,manager\nminsu,김민수,Jane\njane,Jane,Boss\n"
    assert len(read(text, known=frozenset({"boss"}))) == 2
    assert mistakes(text) == [(3, "manager")]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"handle,name\n{text}".encode())))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    try:
        rows = read_table(content, Path("/nonexistent"), NOBODY)
    except TableRefused as refused:
        found = refused.mistakes
    else:
        found = []
        assert all(row.handle and row.name for row in rows)
    assert all(mistake.line >= 1 and mistake.column for mistake in found)
