"""Scheduled: a draft that becomes a post at its time."""

import msgspec

from biztweet.posts.model import Draft


class Scheduled(msgspec.Struct, frozen=True):
    """A draft that waits. `refused` says why it could not be posted at its time; it then waits for its author.

    Instants are microseconds.
    """

    id: int
    author_id: int
    draft: Draft
    due_at: int
    created_at: int
    refused: str | None = None
