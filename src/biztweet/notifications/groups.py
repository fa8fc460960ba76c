"""Groups: notices of the same act on the same post, within half a day, told together. Pure."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from biztweet.kernel.clock import HOUR
from biztweet.notifications.model import Kind, Notification

SPAN = 12 * HOUR  # as Mastodon's groups: docs.joinmastodon.org/client/grouped-notifications
TOGETHER = (Kind.like, Kind.repost, Kind.follow)
_KEY = re.compile(r"(like|repost|follow)-([0-9]{1,19})-([0-9]{1,9})", re.ASCII)


class Key(msgspec.Struct, frozen=True):
    """What notices of one group have in common; `about_id` is 0 where there is no post, `single_id` 0 for a group."""

    kind: Kind
    about_id: int
    span: int
    single_id: int = 0

    def __str__(self) -> str:
        """As it stands in addresses."""
        return f"ungrouped-{self.single_id}" if self.single_id else f"{self.kind}-{self.about_id}-{self.span}"


class Group(msgspec.Struct, frozen=True):
    """Notices that are told together, the latest first."""

    key: Key
    notices: list[Notification]


def key_of(notice: Notification, kinds: Sequence[Kind] = TOGETHER) -> Key:
    """The group a notice belongs to; one of a kind that is not told together is by itself."""
    if notice.kind not in kinds:
        return Key(notice.kind, 0, 0, notice.id)
    return Key(notice.kind, notice.post_id or 0, notice.created_at // SPAN)


def read_key(text: str) -> Key | None:
    """The key of a group of several, as `Key` writes it; None for what is none."""
    found = _KEY.fullmatch(text)
    return Key(Kind(found[1]), int(found[2]), int(found[3])) if found else None


def grouped(notices: Iterable[Notification], kinds: Sequence[Kind] = TOGETHER) -> list[Group]:
    """Groups in the order of their latest notice."""
    found: dict[Key, list[Notification]] = {}
    for notice in notices:
        found.setdefault(key_of(notice, kinds), []).append(notice)
    return [Group(key, those) for key, those in found.items()]
