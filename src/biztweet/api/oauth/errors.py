"""What is refused at OAuth's endpoints, in its words. Sources: RFC 6749, 5.2; RFC 7009, 2.2.1."""

import math

from starlette.responses import Response

from biztweet.access.apps import AppUnknown
from biztweet.access.errors import GrantInvalid
from biztweet.access.tokens import TokenInvalid
from biztweet.api.mastodon import errors as mastodon
from biztweet.api.oauth.scopes import ScopeInvalid
from biztweet.kernel.errors import Forbidden, Invalid, Refusal, TooMany, Unauthenticated, Unavailable


class GrantTypeUnsupported(Invalid):
    """There is no such way to a token here."""

    def __init__(self) -> None:
        super().__init__("grant_type", "The authorization grant type is not supported by the authorization server")


class NotTheApps(Forbidden):
    """The token is not this app's."""

    def __init__(self) -> None:
        super().__init__("You are not authorized to revoke this token")


# Refusal, status, OAuth's name for it.
_WORDS: list[tuple[type[Refusal], int, str]] = [
    (AppUnknown, 401, "invalid_client"),
    (GrantInvalid, 400, "invalid_grant"),
    (ScopeInvalid, 400, "invalid_scope"),
    (GrantTypeUnsupported, 400, "unsupported_grant_type"),
    (NotTheApps, 403, "unauthorized_client"),
    (TokenInvalid, 401, "invalid_token"),
    (Unauthenticated, 401, "invalid_token"),
    (Forbidden, 403, "insufficient_scope"),
    (TooMany, 429, "temporarily_unavailable"),
    (Unavailable, 503, "temporarily_unavailable"),
    (Refusal, 400, "invalid_request"),
]


def answer(refusal: Refusal) -> Response:
    """The whole answer to a request that was refused."""
    status, name = next((status, name) for kind, status, name in _WORDS if isinstance(refusal, kind))
    headers: dict[str, str] = {}
    if isinstance(refusal, Unauthenticated):
        headers["WWW-Authenticate"] = 'Basic realm="OAuth"' if isinstance(refusal, AppUnknown) else "Bearer"
    if isinstance(refusal, TooMany | Unavailable):
        headers["Retry-After"] = str(math.ceil(refusal.retry_after_seconds))
    return mastodon.error(status, name, headers, error_description=refusal.message)
