"""What every handler reads of what clients send: ids, pages."""

import re

from starlette.requests import Request

from biztweet.api.parameters import Parameters
from biztweet.kernel.errors import Invalid, NotFound
from biztweet.kernel.ids import MAX_ID, id_at, read_id
from biztweet.kernel.paging import Page

_BOUND = re.compile(r"[0-9]{1,30}", re.ASCII)
MAX_IDS = 200

# A Mastodon id is milliseconds << 16, so that of 2026 is near 2^57; ours of 2026 are beyond 2^60 (docs/dialects).
_MASTODON_IDS = range(1 << 50, 1 << 58)


class RecordMissing(NotFound):
    """What the path names is not there, or is no id at all."""

    def __init__(self) -> None:
        super().__init__("Record not found")


def path_id(request: Request) -> int:
    """The id in the path. Raises RecordMissing for what cannot be one."""
    return an_id(request.path_params["id"])


def an_id(text: str) -> int:
    """An id as it stands in a path. Raises RecordMissing for what cannot be one."""
    if (found := read_id(text)) is None:
        raise RecordMissing
    return found


def named(sent: Parameters, name: str) -> int | None:
    """What is named by its id, if anything. Raises RecordMissing for what cannot be one."""
    text = sent.text(name)
    return an_id(text) if text else None


def ids(sent: Parameters, name: str = "id") -> list[int]:
    """A list of ids, each once; what cannot be one is nobody's. Raises Invalid for too many."""
    texts = list(dict.fromkeys(sent.texts(name)))
    if len(texts) > MAX_IDS:
        raise Invalid(name, f"At most {MAX_IDS} ids may be asked for")
    return [found for text in texts if (found := read_id(text)) is not None]


def page(sent: Parameters, default: int = 20, most: int = 40) -> Page:
    """Which part of a list. Raises Invalid for what is no id, or no number."""
    if not sent.values:
        return Page(limit=default)
    before, since, above = (_bound(sent, name) for name in ("max_id", "since_id", "min_id"))
    limit = sent.number("limit")
    return Page(
        limit=default if limit is None else max(1, min(limit, most)),
        before=MAX_ID if before is None else before,
        after=(above if above is not None else since) or 0,
        nearest=above is not None,
    )


def _bound(sent: Parameters, name: str) -> int | None:
    text = sent.text(name)
    if not text:
        return None
    if not _BOUND.fullmatch(text):
        raise Invalid(name, f"{name} is not an id")
    number = min(int(text), MAX_ID)
    return id_at((number >> 16) * 1_000) if number in _MASTODON_IDS else number
