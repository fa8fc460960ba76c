"""Refusals as v2's problems: one table of (type, status, problem, title, detail); the first row that fits counts.

A row without a detail takes the refusal's own; one without a problem is `about:blank`. Source: X's "Response codes and
errors"; the OpenAPI document's Problem.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from biztweet.access.viewer import ScopeMissing
from biztweet.accounts.errors import AccountNotFound
from biztweet.api.twitter.errors import PersonNeeded
from biztweet.api.twitter_v2.vocabulary import CLASSIC_PROBLEMS, NEW_PROBLEMS
from biztweet.kernel.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from biztweet.live.errors import TooManyStreams
from biztweet.media.errors import FileTooLarge, RoomScarce
from biztweet.posts.errors import (
    MediaMissing,
    NotTheAuthor,
    QuotedMissing,
    Repeated,
    ReplyToMissing,
    TextTooLong,
)
from biztweet.search.errors import TooManyRules

PROBLEM = "application/problem+json"


class Wrong(msgspec.Struct, frozen=True):
    """One thing that cannot be right: the parameters with what was sent, and why."""

    parameters: Mapping[str, Sequence[str]]
    message: str


class RequestWrong(Invalid):
    """A query, path or body that cannot be right; every fault that was found."""

    def __init__(self, wrongs: Sequence[Wrong]) -> None:
        super().__init__("request", "One or more parameters to your request was invalid.")
        self.wrongs = tuple(wrongs)


class RulesWrong(Invalid):
    """Rules that are none; `wrongs` say why, `summary` that nothing was done."""

    def __init__(self, wrongs: Sequence[Mapping[str, Any]], summary: Mapping[str, Any]) -> None:
        super().__init__("add", "One or more parameters to your request was invalid.")
        self.wrongs = tuple(wrongs)
        self.summary = summary


class PageMissing(NotFound):
    """No such address."""

    def __init__(self) -> None:
        super().__init__("Not Found")


class MethodWrong(NotFound):
    """The address is there, for other methods."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(f"This method requires a {' or '.join(allowed)}.")
        self.allowed = tuple(allowed)


class PersonOnly(PersonNeeded):
    """An app asks for itself where X wants a user's context."""


class SomebodyElse(Forbidden):
    """The path names another account than the one that asks."""

    def __init__(self, parameter: str, sent: str, account_id: int) -> None:
        super().__init__(
            f"The `{parameter}` query parameter value [{sent}] must be the same as the authenticating user "
            f"[{account_id}]"
        )


class Missing(NotFound):
    """What a request wants to change is not there."""

    def __init__(self, kind: str, parameter: str, sent: str) -> None:
        super().__init__(f"Could not find {kind} with {parameter}: [{sent}].")


_OWN = ""
_APP_ONLY = (
    "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types "
    "are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
)
_STREAMS = "This stream is currently at the maximum allowed connection limit."
TABLE: list[tuple[type[Refusal], int, str, str, str]] = [
    (Unauthenticated, 401, "", "Unauthorized", "Unauthorized"),
    (PersonOnly, 403, "unsupported-authentication", "Unsupported Authentication", _APP_ONLY),
    (ScopeMissing, 403, "", "Forbidden", "You are not permitted to perform this action."),
    (NotTheAuthor, 403, "", "Forbidden", "You are not authorized to delete this Tweet."),
    (MethodWrong, 405, "", "Method Not Allowed", _OWN),
    (PageMissing, 404, "", "Not Found", "Not Found"),
    (ReplyToMissing, 403, "", "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you."),
    (QuotedMissing, 403, "", "Forbidden", "You attempted to quote a Tweet that is deleted or not visible to you."),
    (AccountNotFound, 404, "resource-not-found", "Not Found Error", "Could not find the user."),
    (NotFound, 404, "resource-not-found", "Not Found Error", _OWN),
    (RulesWrong, 400, "invalid-rules", "Invalid Rules", _OWN),
    (TooManyRules, 400, "rule-cap", "Rule Cap Exceeded", _OWN),
    (MediaMissing, 400, "invalid-request", "Invalid Request", "Your media IDs are invalid."),
    (FileTooLarge, 413, "invalid-request", "Invalid Request", _OWN),
    (TextTooLong, 403, "", "Forbidden", _OWN),
    (Invalid, 400, "invalid-request", "Invalid Request", _OWN),
    (Repeated, 403, "", "Forbidden", "You are not allowed to create a Tweet with duplicate content."),
    (TooManyStreams, 429, "streaming-connection", "ConnectionException", _STREAMS),
    (TooMany, 429, "", "Too Many Requests", "Too Many Requests"),
    (RoomScarce, 507, "", "Insufficient Storage", _OWN),
    (Unavailable, 503, "", "Service Unavailable", "Service Unavailable"),
    (Refusal, 403, "", "Forbidden", _OWN),
]


def answer(refusal: Refusal, *, new_words: bool = False) -> Response:
    """The answer that tells of a refusal."""
    status, problem, title, detail = next(row[1:] for row in TABLE if isinstance(refusal, row[0]))
    body: dict[str, Any] = {
        "title": title,
        "detail": detail or refusal.message,
        "type": f"{NEW_PROBLEMS if new_words else CLASSIC_PROBLEMS}{problem}" if problem else "about:blank",
        "status": status,
    }
    if problem == "invalid-request":
        wrongs = refusal.wrongs if isinstance(refusal, RequestWrong) else (Wrong({}, detail or refusal.message),)
        body = {"errors": wrongs, **body}
    if isinstance(refusal, RulesWrong):
        body = {"errors": refusal.wrongs, "meta": refusal.summary, **body}
    response = Response(msgspec.json.encode(body), status, media_type=PROBLEM)
    if isinstance(refusal, TooMany | Unavailable):
        response.headers["retry-after"] = str(refusal.retry_after_seconds)
    if isinstance(refusal, Unauthenticated):
        response.headers["www-authenticate"] = 'Bearer realm="BizTweet"'
    if isinstance(refusal, MethodWrong):
        response.headers["allow"] = ", ".join(refusal.allowed)
    return response


def not_found(kind: str, parameter: str, value: str) -> dict[str, str]:
    """A part of an answer that is not there: stands under `errors` beside what is."""
    return {
        "value": value,
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": f"{CLASSIC_PROBLEMS}resource-not-found",
    }
