"""What shall be posted, and what a post shall say from now on, as clients send it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.descriptions import Description, description
from biztweet.api.mastodon.parse import RecordMissing, an_id, named
from biztweet.api.parameters import Parameters
from biztweet.kernel.clock import LATEST, MINUTE, SECOND
from biztweet.kernel.errors import Invalid
from biztweet.media.describe import Said, check
from biztweet.polls.model import PollDraft
from biztweet.posts.edit import Changes
from biztweet.posts.model import Audience, Draft, Source

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)
_SOONEST = 5 * MINUTE  # https://docs.joinmastodon.org/methods/statuses/#create


def draft(sent: Parameters, viewer: Viewer, idempotency_key: str | None) -> Draft:
    """What shall be posted. Raises Invalid, RecordMissing."""
    return Draft(
        text=sent.text("status") or "",
        reply_to_id=named(sent, "in_reply_to_id"),
        quote_of_id=named(sent, "quoted_status_id") or named(sent, "quote_id"),
        media_ids=_media_ids(sent),
        warning=sent.text("spoiler_text") or "",
        sensitive=bool(sent.flag("sensitive")),
        language=_language(sent),
        source=Source(viewer.app_name, viewer.app_url),
        idempotency_key=idempotency_key or None,
        poll=_poll(sent),
    )


def audience(sent: Parameters) -> Audience:
    """For whom it shall be: what asks for followers only is refused, never silently widened. Raises Invalid."""
    match sent.text("visibility") or "public":
        case "public" | "unlisted":
            return Audience.company
        case "direct":
            return Audience.direct
        case "private":
            reason = "Every post here is read by the whole company; followers-only posts are not possible"
        case _:
            reason = "Visibility must be public, unlisted or direct"
    raise Invalid("visibility", reason)


def check_quote_policy(sent: Parameters) -> None:
    """Raise Invalid where a post shall not be quoted by everybody: see docs/decisions/0015."""
    if (sent.text("quote_approval_policy") or "public") != "public":
        raise Invalid("quote_approval_policy", "Every post here may be quoted by the whole company")


def changes(sent: Parameters) -> Changes:
    """What a post shall say from now on; pictures that are not named stay. Raises Invalid."""
    return Changes(
        text=sent.text("status") or "",
        warning=sent.text("spoiler_text") or "",
        sensitive=bool(sent.flag("sensitive")),
        language=_language(sent),
        media_ids=_media_ids(sent) if "media_ids" in sent else None,
        poll=_poll(sent),
    )


def media_attributes(sent: Parameters) -> dict[int, Description]:
    """What is said from now on of files that a post shows, by their ids. Raises Invalid, DescriptionTooLong."""
    said = {named(each, "id") or 0: description(each) for each in sent.each("media_attributes")}
    for each in said.values():
        check(Said(each.description or ""))
    return said


def scheduled_at(sent: Parameters, now: int) -> int | None:
    """When to post, in microseconds; None for at once. Raises Invalid."""
    text = sent.text("scheduled_at")
    if not text:
        return None
    try:
        wish = datetime.fromisoformat(text)
        instant = round((wish if wish.tzinfo else wish.replace(tzinfo=UTC)).timestamp()) * SECOND
    except (ValueError, OverflowError):
        raise Invalid("scheduled_at", "Scheduled at is no time") from None
    if instant >= LATEST:
        raise Invalid("scheduled_at", "Scheduled at is no time")
    if instant < now + _SOONEST:
        raise Invalid("scheduled_at", "The scheduled date must be in the future, by 5 minutes at least")
    return instant


def _media_ids(sent: Parameters) -> tuple[int, ...]:
    texts: Sequence[str] = [text for text in sent.texts("media_ids") if text]
    try:
        return tuple(dict.fromkeys(an_id(text) for text in texts))
    except RecordMissing:
        raise Invalid("media_ids", "A picture is not there, not yours, or used already") from None


def _poll(sent: Parameters) -> PollDraft | None:
    asked = sent.inner("poll")
    if not asked.values:
        return None
    return PollDraft(
        options=tuple(asked.texts("options")),
        open_seconds=asked.number("expires_in") or 0,
        multiple=bool(asked.flag("multiple")),
        hides_counts=bool(asked.flag("hide_totals")),
    )


def _language(sent: Parameters) -> str | None:
    text = sent.text("language")
    if not text:
        return None
    if not _LANGUAGE.fullmatch(text):
        raise Invalid("language", "Language is not a language code")
    return text.lower().replace("_", "-")
