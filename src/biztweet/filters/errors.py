"""What can go wrong with filters."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class FilterNotFound(NotFound):
    """No such filter, or somebody else's, or no such part of it."""

    def __init__(self) -> None:
        super().__init__("No such filter")


class FilterWrong(Invalid):
    """A filter without title, without context, or with words that are none."""


class TooManyFilters(Conflict):
    """More filters, or parts of one, than there may be."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"There may be {limit} at most")
