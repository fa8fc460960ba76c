"""Stretches of lists: a page asks for one more than it shows, which tells whether there are more."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from biztweet.kernel.paging import Page

T = TypeVar("T")


class Placed(Protocol):
    """Something with a place in a list."""

    @property
    def id(self) -> int:
        """What orders the list."""


def shown(found: Sequence[T], page: Page, *, newer: bool) -> tuple[list[T], bool, bool]:
    """What is shown of what was found, newest first; whether there are newer ones, and older ones.

    `newer`: whether there are newer ones than those of a page that leads down.
    """
    more = len(found) >= page.limit
    if page.nearest:
        items = list(found[1:] if more else found)
        return items, more, bool(items)
    return list(found[:-1] if more else found), newer, more
