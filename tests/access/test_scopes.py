"""Scopes: wide ones hold narrow ones, levels hold the ones below, and nothing is held that nobody gave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.access.scopes import KNOWN, MESSAGES, NARROW, Level, holds, level_of, within

some_scopes = st.frozensets(st.sampled_from(sorted(KNOWN)))


@pytest.mark.parametrize(
    ("given_", "scope", "held"),
    [
        ("read", "read:statuses", True),
        ("read", "read:messages", True),
        ("read", "profile", True),
        ("read:accounts", "profile", True),
        ("profile", "read:accounts", False),
        ("read:statuses", "read", False),
        ("read:statuses", "read:messages", False),
        ("write", "read:statuses", False),
        ("write", "write:replies", True),
        ("follow", "write:mutes", True),
        ("follow", "read:blocks", True),
        ("follow", "read:statuses", False),
        ("admin", "admin:write:reports", True),
        ("admin:read", "admin:write:reports", False),
        ("read", "admin:read", False),
        ("push", "push", True),
        ("", "push", False),
    ],
)
def test_what_holds_what(given_: str, scope: str, held: bool) -> None:  # noqa: FBT001 - a column of the table
    assert holds(frozenset(given_.split()), scope) is held


@given(some_scopes, some_scopes)
def test_more_scopes_never_give_less(some: frozenset[str], more: frozenset[str]) -> None:
    assert {scope for scope in KNOWN if holds(some, scope)} <= {scope for scope in KNOWN if holds(some | more, scope)}
    assert within(some, some)


@given(some_scopes)
def test_nothing_is_held_that_no_single_one_holds(some: frozenset[str]) -> None:
    for scope in NARROW:
        assert holds(some, scope) == any(holds({one}, scope) for one in some)


def test_each_level_holds_the_one_below() -> None:
    assert within(Level.read.scopes, Level.write.scopes)
    assert within(Level.write.scopes, Level.messages.scopes)
    assert not any(holds(Level.write.scopes, scope) for scope in MESSAGES)
    assert not any(holds(Level.read.scopes, scope) for scope in NARROW if scope.startswith("write:"))
    assert [level_of(level.scopes) for level in Level] == list(Level)
    assert level_of(frozenset({"read", "write", "follow"})) is Level.messages
    assert level_of(frozenset({"read"})) is Level.read
    assert not any(holds(level.scopes, "admin:read") for level in Level)


def test_a_scope_that_does_not_exist_is_a_slip_of_the_pen() -> None:
    with pytest.raises(KeyError):
        holds(frozenset({"read"}), "read:everything")
