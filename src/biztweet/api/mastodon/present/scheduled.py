"""ScheduledStatus."""

from typing import Any

from biztweet.api.mastodon.present.media import attachment
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.media.model import Media
from biztweet.polls.model import PollDraft
from biztweet.schedules.model import Scheduled


def scheduled(site: Site, waits: Scheduled, pictures: list[Media]) -> dict[str, Any]:
    """One status that waits for its time."""
    draft = waits.draft
    return {
        "id": str(waits.id),
        "scheduled_at": instant(waits.due_at),
        "params": {
            "text": draft.text,
            "poll": _poll(draft.poll),
            "media_ids": [str(media_id) for media_id in draft.media_ids] or None,
            "sensitive": draft.sensitive,
            "spoiler_text": draft.warning or None,
            "visibility": "public",
            "language": draft.language,
            "scheduled_at": None,
            "application_id": 0,
            "idempotency": None,
            "with_rate_limit": False,
            "in_reply_to_id": None if draft.reply_to_id is None else str(draft.reply_to_id),
            "quoted_status_id": None if draft.quote_of_id is None else str(draft.quote_of_id),
            "quote_approval_policy": None,
        },
        "media_attachments": [attachment(site, picture) for picture in pictures],
    }


def _poll(draft: PollDraft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    return {
        "options": list(draft.options),
        "expires_in": draft.open_seconds,
        "multiple": draft.multiple,
        "hide_totals": draft.hides_counts,
    }
