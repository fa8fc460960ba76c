"""Handles made from directory logins are always valid, and nobody's twice."""

from hypothesis import given
from hypothesis import strategies as st

from biztweet.accounts.handles import RESERVED, handle_for, key, may_be_handle

logins = st.one_of(st.text(max_size=40), st.from_regex(r"[A-Za-z0-9_.\-]{1,30}(@corp\.test)?", fullmatch=True))


@given(logins)
def test_every_login_has_a_handle(login: str) -> None:
    assert may_be_handle(handle_for(login, frozenset()))


@given(
    st.lists(
        st.sampled_from(["minsu", "Minsu", "minsu@corp.test", "min-su", "김민수", "", "a" * 40, "api"]), max_size=60
    )
)
def test_no_handle_is_given_twice(logins: list[str]) -> None:
    taken: set[str] = set()
    for login in logins:
        handle = handle_for(login, taken)
        assert may_be_handle(handle)
        assert key(handle) not in taken
        taken.add(key(handle))


@given(st.sampled_from(sorted(RESERVED)))
def test_a_word_of_our_addresses_is_nobodys_handle(word: str) -> None:
    assert not may_be_handle(word)
    assert not may_be_handle(word.upper())
    assert handle_for(word, frozenset()).lower() != word


def test_a_handle_has_1_to_20_ascii_letters_digits_or_underscores() -> None:
    for handle in ("a", "A_9", "_", "root", "admin", "x" * 20):
        assert may_be_handle(handle)
    for handle in ("", "x" * 21, "김민수", "min su", "min-su", "minsu\n", "@minsu", "é", "minsu@corp.test", "１"):
        assert not may_be_handle(handle)


def test_plain_logins_stay_as_they_are_and_others_are_numbered() -> None:
    assert handle_for("minsu.kim@corp.test", frozenset()) == "minsu_kim"
    assert handle_for("minsu", {"minsu"}) == "minsu2"
    assert handle_for("minsu", {"minsu", "minsu2"}) == "minsu3"
    assert handle_for("x" * 30, {"x" * 20}) == "x" * 19 + "2"
