"""A page of a list that is ordered by id, newest first."""

from collections.abc import Iterable

import msgspec

from biztweet.kernel.ids import MAX_ID


class Page(msgspec.Struct, frozen=True):
    """Which part of a list: ids below `before` and above `after`, both exclusive, at most `limit`.

    The newest of them, unless `nearest` asks for those just above `after`; either way the answer is newest first.
    """

    limit: int = 20
    before: int = MAX_ID
    after: int = 0
    nearest: bool = False

    def of_both(self, some: Iterable[int], others: Iterable[int]) -> list[int]:
        """The page of two lists together, of what each of them has on it."""
        found = sorted({*some, *others}, reverse=True)
        return found[-self.limit :] if self.nearest else found[: self.limit]
