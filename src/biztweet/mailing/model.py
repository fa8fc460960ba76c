"""QueuedMail: what waits to be mailed to somebody."""

from enum import StrEnum

import msgspec


class Stream(StrEnum):
    """Of which mails somebody may have enough: those at once, or the digest."""

    notices = "notices"
    digest = "digest"


class QueuedMail(msgspec.Struct, frozen=True):
    """One notice that goes out by mail, or a digest (then `notification_id` is 0); `attempts` have failed so far."""

    id: int
    account_id: int
    stream: Stream
    notification_id: int
    attempts: int
    due_at: int


class Digested(msgspec.Struct, frozen=True):
    """Up to which notification the last digest of somebody went, and on which day, counted from the year 1."""

    account_id: int
    day: int
    last_id: int


class Absent(msgspec.Struct, frozen=True):
    """Somebody who is away, with their newest unread notification."""

    account_id: int
    newest_id: int
