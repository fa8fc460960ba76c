"""Small truths of views."""

import pytest

from biztweet.kernel.clock import MINUTE
from biztweet.posts.model import Signature
from biztweet.web.present import changed_since, edited_visibly, initials, placeholder, short_count
from tests.factories import AT, a_post, an_account


@pytest.mark.parametrize(
    ("name", "letters"),
    [("김민수", "민수"), ("남궁혜원", "혜원"), ("이", "이"), ("Jane Smith", "JS"), ("Cher", "C"), ("", "?")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_edit_is_told_after_half_an_hour() -> None:
    assert not edited_visibly(a_post())
    assert not edited_visibly(a_post(edited_at=AT + 29 * MINUTE))
    assert edited_visibly(a_post(edited_at=AT + 31 * MINUTE))


def test_a_former_department_is_told() -> None:
    moved = a_post(signature=Signature("김민수", "영업팀", ""))
    assert changed_since(moved, an_account(department="데이터팀")) == "김민수 · 영업팀"
    assert changed_since(a_post(), an_account()) == ""


def test_large_counts_are_short() -> None:
    assert [short_count(n, "ko") for n in (0, 999, 1234, 12_000, 10_000)] == ["0", "999", "1,234", "1.2만", "1만"]
    assert short_count(12_345, "en") == "12K"


def test_a_placeholder_is_small_and_never_fails() -> None:
    assert placeholder("LEHV6nWB2yk8pyo0adR*.7kCMdnj").startswith("data:image/png;base64,")
    assert len(placeholder("LEHV6nWB2yk8pyo0adR*.7kCMdnj")) < 500
    assert placeholder("") == placeholder("x")
