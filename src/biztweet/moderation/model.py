"""Report: pure."""

from enum import StrEnum

import msgspec


class Category(StrEnum):
    """What is wrong, in one word."""

    spam = "spam"
    legal = "legal"
    violation = "violation"
    other = "other"


class Complaint(msgspec.Struct, frozen=True):
    """What somebody wants to report of an account, with posts that show it."""

    target_id: int
    post_ids: tuple[int, ...] = ()
    comment: str = ""
    category: Category = Category.other


class Report(msgspec.Struct, frozen=True):
    """A complaint as administrators see it. Instants are microseconds; `resolved_at` None: nobody has dealt with it.

    `assigned_to_id` is the administrator who deals with it.
    """

    id: int
    reporter_id: int
    target_id: int
    post_ids: tuple[int, ...]
    comment: str
    category: Category
    created_at: int
    resolved_at: int | None = None
    resolved_by_id: int | None = None
    assigned_to_id: int | None = None
