"""What clients send, as our own values: ids, pages, drafts, changes."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from starlette.requests import Request

from biztweet.access.viewer import Viewer
from biztweet.api.parameters import Parameters
from biztweet.kernel.clock import MINUTE, SECOND
from biztweet.kernel.errors import Invalid, NotFound
from biztweet.kernel.paging import Page
from biztweet.polls.model import PollDraft
from biztweet.posts.edit import Changes
from biztweet.posts.model import Audience, Draft, Source

_MAX_ID = Page().before
_ID = re.compile(r"[0-9]{1,30}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)
_PLACE = re.compile(r"[0-9]{1,3}", re.ASCII)
_LONGEST_KEY = 500
_SOONEST = 5 * MINUTE  # https://docs.joinmastodon.org/methods/statuses/#create
_MOST_IDS = 200

# A Mastodon id is milliseconds << 16, so that of 2026 is near 2^57; ours of 2026 are beyond 2^60 (docs/dialects).
_MASTODON_IDS = range(1 << 50, 1 << 58)
_EPOCH_MS = 1_288_834_974_657


class RecordMissing(NotFound):
    """What the path names is not there, or is no id at all."""

    def __init__(self) -> None:
        super().__init__("Record not found")


def path_id(request: Request) -> int:
    """The id in the path. Raises RecordMissing for what cannot be one."""
    return an_id(request.path_params["id"])


def an_id(text: str) -> int:
    """An id as it stands in a path. Raises RecordMissing for what cannot be one."""
    if not _ID.fullmatch(text) or int(text) > _MAX_ID:
        raise RecordMissing
    return int(text)


def ids(sent: Parameters, name: str = "id") -> list[int]:
    """A list of ids, each once; what cannot be one is nobody's. Raises Invalid for too many."""
    texts = list(dict.fromkeys(sent.texts(name)))
    if len(texts) > _MOST_IDS:
        raise Invalid(name, f"At most {_MOST_IDS} ids may be asked for")
    return [int(text) for text in texts if _ID.fullmatch(text) and int(text) <= _MAX_ID]


def page(sent: Parameters, default: int = 20, most: int = 40) -> Page:
    """Which part of a list. Raises Invalid for what is no id, or no number."""
    if not sent.values:
        return Page(limit=default)
    before, since, above = (_bound(sent, name) for name in ("max_id", "since_id", "min_id"))
    limit = sent.number("limit")
    return Page(
        limit=default if limit is None else max(1, min(limit, most)),
        before=_MAX_ID if before is None else before,
        after=(above if above is not None else since) or 0,
        nearest=above is not None,
    )


def draft(sent: Parameters, viewer: Viewer, idempotency_key: str | None) -> Draft:
    """What shall be posted. Raises Invalid, RecordMissing."""
    if idempotency_key is not None and len(idempotency_key) > _LONGEST_KEY:
        raise Invalid("Idempotency-Key", f"Idempotency-Key may have {_LONGEST_KEY} characters")
    return Draft(
        text=sent.text("status") or "",
        reply_to_id=_named(sent, "in_reply_to_id"),
        quote_of_id=_named(sent, "quoted_status_id") or _named(sent, "quote_id"),
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


def choices(sent: Parameters) -> list[int]:
    """The places of the options that are voted for. Raises Invalid."""
    texts = sent.texts("choices")
    if not all(_PLACE.fullmatch(text) for text in texts):
        raise Invalid("choices", "The chosen vote option does not exist")
    return [int(text) for text in texts]


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
    if instant < now + _SOONEST:
        raise Invalid("scheduled_at", "The scheduled date must be in the future, by 5 minutes at least")
    return instant


class Description(msgspec.Struct, frozen=True):
    """What is said of a picture; None leaves it as it is."""

    description: str | None
    focus: tuple[float, float] | None


def description(sent: Parameters) -> Description:
    """Alternative text and focus. Raises Invalid."""
    focus = sent.text("focus")
    if not focus:
        return Description(sent.text("description"), None)
    try:
        x, y = (float(part) for part in focus.split(","))
    except ValueError:
        raise Invalid("focus", "focus must be two numbers with a comma between") from None
    if not (-1 <= x <= 1 and -1 <= y <= 1):
        raise Invalid("focus", "focus must lie between -1 and 1")
    return Description(sent.text("description"), (x, y))


def _bound(sent: Parameters, name: str) -> int | None:
    text = sent.text(name)
    if not text:
        return None
    if not _ID.fullmatch(text):
        raise Invalid(name, f"{name} is not an id")
    number = min(int(text), _MAX_ID)
    return max((number >> 16) - _EPOCH_MS << 22, 0) if number in _MASTODON_IDS else number


def _named(sent: Parameters, name: str) -> int | None:
    """A post that is named by its id; one that cannot be an id is one that is not there."""
    text = sent.text(name)
    if not text:
        return None
    if not _ID.fullmatch(text) or int(text) > _MAX_ID:
        raise RecordMissing
    return int(text)


def _media_ids(sent: Parameters) -> tuple[int, ...]:
    texts: Sequence[str] = [text for text in sent.texts("media_ids") if text]
    if not all(_ID.fullmatch(text) and int(text) <= _MAX_ID for text in texts):
        raise Invalid("media_ids", "A picture is not there, not yours, or used already")
    return tuple(dict.fromkeys(int(text) for text in texts))


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
