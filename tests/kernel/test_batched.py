"""Parts of a sequence."""

from biztweet.kernel.batched import batched


def test_a_sequence_comes_in_parts_and_the_last_one_holds_what_is_left() -> None:
    assert list(batched([1, 2, 3, 4, 5], 2)) == [(1, 2), (3, 4), (5,)]
    assert list(batched([], 2)) == []
