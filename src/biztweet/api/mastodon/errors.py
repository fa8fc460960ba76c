"""What is refused, in Mastodon's words: one table, what clients tell apart first."""

import math
from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import ScopeMissing
from biztweet.accounts.errors import OwnedByDirectory
from biztweet.follows.errors import OneselfRefused
from biztweet.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from biztweet.lists.errors import NameMissing
from biztweet.media.discard import MediaInUse
from biztweet.media.errors import RoomScarce
from biztweet.posts.errors import AttachmentsMixed, NotOnesOwn, NotTheAuthor, TextMissing, TextTooLong

_RECORD = "Record not found"

# Refusal, status, words; {0} is the refusal's own message.
TABLE: list[tuple[type[Refusal], int, str]] = [
    (TokenInvalid, 401, "The access token is invalid"),
    (Unauthenticated, 401, "This method requires an authenticated user"),
    (ScopeMissing, 403, "This action is outside the authorized scopes"),
    (NotOnesOwn, 422, "Validation failed: Someone else's post cannot be pinned"),
    (NotTheAuthor, 404, _RECORD),  # others' posts cannot be told from missing ones by trying to delete them
    (NotFound, 404, _RECORD),
    (TextMissing, 422, "Validation failed: Text can't be blank"),
    (NameMissing, 422, "Validation failed: Title can't be blank"),
    (TextTooLong, 422, "Validation failed: {0}"),
    (OwnedByDirectory, 422, "Validation failed: {0}"),
    (OneselfRefused, 403, "This action is not allowed"),
    (AttachmentsMixed, 422, "Validation failed: Cannot attach a video to a post that already contains images"),
    (Invalid, 422, "Validation failed: {0}"),
    (MediaInUse, 422, "Media attachment is currently used by a status"),
    (Conflict, 422, "Validation failed: {0}"),
    (Forbidden, 403, "{0}"),
    (TooMany, 429, "{0}"),
    (RoomScarce, 507, "{0}"),
    (Unavailable, 503, "{0}"),
    (Refusal, 403, "{0}"),
]


def worded(refusal: Refusal) -> tuple[int, str]:
    """The status and the words for a refusal."""
    return next((status, words.format(refusal.message)) for kind, status, words in TABLE if isinstance(refusal, kind))


def answer(refusal: Refusal) -> Response:
    """The whole answer to a request that was refused."""
    status, words = worded(refusal)
    headers: dict[str, str] = {}
    if isinstance(refusal, TooMany | Unavailable):
        headers["Retry-After"] = str(math.ceil(refusal.retry_after_seconds))
    if isinstance(refusal, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return error(status, words, headers)


def error(status: int, words: str, headers: Mapping[str, str] | None = None, **more: str) -> Response:
    """An answer that says what is wrong."""
    body = msgspec.json.encode({"error": words, **more})
    return Response(body, status, headers, "application/json; charset=utf-8")
