"""Poll and what it is made of: pure. A poll belongs to one post, whose id is its own."""

import msgspec


class PollDraft(msgspec.Struct, frozen=True):
    """A poll that somebody wants to open. `multiple`: a voter may choose several options at once.

    `hides_counts`: nobody sees how the votes stand before the poll has ended.
    """

    options: tuple[str, ...]
    open_seconds: int
    multiple: bool = False
    hides_counts: bool = False


class Option(msgspec.Struct, frozen=True):
    """One answer, and how many chose it."""

    text: str
    vote_count: int = 0


class Poll(msgspec.Struct, frozen=True):
    """A poll as it stands. It takes votes until `closes_at`; `closed_at` is set when that has been told to everybody.

    `voter_count` counts people, who may have chosen several options each. Instants are microseconds.
    """

    post_id: int
    author_id: int
    options: tuple[Option, ...]
    multiple: bool
    hides_counts: bool
    closes_at: int
    closed_at: int | None = None
    voter_count: int = 0

    @property
    def closed(self) -> bool:
        """Whether it has ended, as far as everybody has been told."""
        return self.closed_at is not None

    @property
    def shows_counts(self) -> bool:
        """Whether anybody may see how the votes stand."""
        return self.closed or not self.hides_counts

    @property
    def vote_count(self) -> int:
        """All votes; more than `voter_count` where people chose several options."""
        return sum(option.vote_count for option in self.options)


class Ballot(msgspec.Struct, frozen=True):
    """Who chose what in a poll: `choices` has the bit `1 << place` of each option that was chosen."""

    account_id: int
    post_id: int
    choices: int
    created_at: int
