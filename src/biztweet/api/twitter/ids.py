"""Ids as they are typed: whole numbers of 63 bits."""

from biztweet.kernel.ids import read_id

DIGITS = "[0-9]{1,19}"  # as many as 63 bits hold


def as_id(text: str) -> int | None:
    """An id; None for what cannot be one, 0 among them."""
    return read_id(text) or None
