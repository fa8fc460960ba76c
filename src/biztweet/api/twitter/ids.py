"""Ids as they are typed: whole numbers of 63 bits."""

import re

from biztweet.kernel.ids import MAX_ID

DIGITS = "[0-9]{1,19}"  # as many as 63 bits hold
_ID = re.compile(DIGITS, re.ASCII)


def as_id(text: str) -> int | None:
    """An id; None for what cannot be one."""
    if not _ID.fullmatch(text):
        return None
    number = int(text)
    return number if 0 < number <= MAX_ID else None
