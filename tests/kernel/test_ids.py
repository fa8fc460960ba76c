"""Ids always grow, and tell when they were handed out."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.kernel.ids import EPOCH_MS, MAX_ID, id_at, instant_of, next_id, read_id

# From Twitter's epoch to 2079, in microseconds.
instants = st.integers(EPOCH_MS * 1_000, EPOCH_MS * 1_000 + (1 << 41) * 1_000 - 1)


@given(st.lists(instants, min_size=1, max_size=50))
def test_ids_grow_whatever_the_clock_does(clock: list[int]) -> None:
    ids = [0]
    for now in clock:
        ids.append(next_id(ids[-1], now))
    assert all(earlier < later for earlier, later in itertools.pairwise(ids))
    assert ids[-1] <= MAX_ID


@given(instants)
def test_an_id_tells_its_millisecond(now: int) -> None:
    snowflake = next_id(0, now)
    assert instant_of(snowflake) == now // 1_000 * 1_000
    assert id_at(now) <= snowflake
    assert id_at(instant_of(snowflake)) == snowflake or snowflake == 1


@given(instants, instants)
def test_the_bound_of_an_instant_parts_earlier_ids_from_later_ones(one: int, other: int) -> None:
    early, late = sorted((one, other))
    if late // 1_000 > early // 1_000:
        assert next_id(0, early) < id_at(late)


def test_before_the_epoch_there_are_no_ids() -> None:
    assert id_at(0) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *[("1", 1), ("0", 0), (str(MAX_ID), MAX_ID), (str(MAX_ID + 1), None), ("9" * 30, None)],
        *[("", None), ("-1", None), ("1_0", None), ("٣", None), (" 1", None)],
    ],
)
def test_an_id_is_read_from_its_digits(text: str, found: int | None) -> None:
    assert read_id(text) == found
