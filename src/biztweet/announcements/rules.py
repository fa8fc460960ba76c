"""What may be announced: pure."""

from datetime import date, datetime, time, timedelta, tzinfo

import msgspec

from biztweet.access.quotas import Allowance
from biztweet.announcements.errors import EndsTooEarly, NoEmoji, WordsMissing, WordsTooLong
from biztweet.announcements.model import AnnouncementDraft
from biztweet.kernel.characters import check_safe
from biztweet.kernel.clock import LATEST, SECOND
from biztweet.kernel.errors import Invalid
from biztweet.posts.text import normalise
from biztweet.posts.weights import is_emoji

REACTIONS_PER_PERSON = Allowance(
    "announcement reactions", 60, 15 * 60
)  # given and taken back: every open screen hears of each
MAX_LENGTH = 2_000
MAX_OPEN = 20  # each is read by everybody, over and over
MAX_REACTIONS = 8  # different ones; Mastodon's own


def checked(draft: AnnouncementDraft, now: int) -> AnnouncementDraft:
    """The draft as it will stand. Raises WordsMissing, WordsTooLong, EndsTooEarly, Invalid."""
    text = normalise(draft.text)
    check_safe("text", text)
    if not text:
        raise WordsMissing
    if len(text) > MAX_LENGTH:
        raise WordsTooLong(MAX_LENGTH)
    if max(draft.publish_at or 0, draft.starts_at or 0, draft.ends_at or 0) >= LATEST:
        raise Invalid("ends_at", "That is no time")
    publish_at = max(draft.publish_at or now, now)
    if draft.ends_at is not None and draft.ends_at <= max(publish_at, draft.starts_at or 0):
        raise EndsTooEarly
    all_day = draft.all_day and (draft.starts_at or draft.ends_at) is not None
    return msgspec.structs.replace(draft, text=text, publish_at=publish_at, all_day=all_day)


def whole_days(first: date | None, last: date | None, zone: tzinfo) -> tuple[int | None, int | None]:
    """When days begin and end in a zone: the end still belongs to the last day, so that its date can be told."""
    starts_at = None if first is None else _instant(datetime.combine(first, time(), zone))
    ends_at = None if last is None else _instant(datetime.combine(last + timedelta(days=1), time(), zone)) - SECOND
    return starts_at, ends_at


def check_emoji(text: str) -> None:
    """Raise NoEmoji for what is not one emoji alone."""
    if not is_emoji(text):
        raise NoEmoji


def _instant(moment: datetime) -> int:
    return round(moment.timestamp()) * SECOND
