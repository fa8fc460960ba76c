"""Lists with cursors: a page, and where it goes on in both directions; 0 where it ends."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec

from biztweet.api.twitter.stretch import Placed, shown
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page

P = TypeVar("P", bound=Placed)


class Stretch(msgspec.Struct, Generic[P], frozen=True):
    """The part of a list that was asked for."""

    items: Sequence[P]
    next_cursor: int
    previous_cursor: int

    def cursors(self) -> dict[str, Any]:
        """As v1.1 gives them."""
        return {
            "next_cursor": self.next_cursor,
            "next_cursor_str": str(self.next_cursor),
            "previous_cursor": self.previous_cursor,
            "previous_cursor_str": str(self.previous_cursor),
        }


def stretch(found: Sequence[P], page: Page) -> Stretch[P]:
    """What `parse.cursor` asked for, newest first, without the one that only tells that there are more."""
    items, newer, older = shown(found, page, newer=page.before != MAX_ID)
    if not items:
        return Stretch([], 0, 0)
    return Stretch(items, items[-1].id if older else 0, -items[0].id if newer else 0)
