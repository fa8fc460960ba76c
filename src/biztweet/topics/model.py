"""What is kept of a topic: pure."""

import msgspec

from biztweet.kernel.ids import instant_of


class Kept(msgspec.Struct, frozen=True):
    """A topic in one of somebody's lists; `tag` as it compares, `name` as it was typed, `id` orders the list."""

    id: int
    account_id: int
    tag: str
    name: str


class Day(msgspec.Struct, frozen=True):
    """How many posts named something on one day, and how many people; days count from 1970, in UTC."""

    day: int
    post_count: int
    account_count: int


class OnDay(Day, frozen=True):
    """How many posts named a topic on one day, and how many people."""

    tag: str


class Use(msgspec.Struct, frozen=True):
    """How often somebody named a topic, and the last post that did."""

    tag: str
    post_count: int
    last_post_id: int

    @property
    def last_used_at(self) -> int:
        """When it was posted, in microseconds."""
        return instant_of(self.last_post_id)
