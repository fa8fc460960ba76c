"""What is refused at Twitter's OAuth endpoints, besides what v1.1 refuses anyway."""

from starlette.responses import Response

from biztweet.access.request_tokens import CallbackUnknown
from biztweet.api.twitter_v1 import codes
from biztweet.kernel.errors import Forbidden, Refusal

_JSON = "application/json; charset=utf-8"


class CredentialsWrong(Forbidden):
    """The app's key and secret are not right, or it may not act for itself."""

    def __init__(self) -> None:
        super().__init__("Unable to verify your credentials")


class InvalidationRefused(Forbidden):
    """The token is another's."""

    def __init__(self) -> None:
        super().__init__("Client application is not permitted to invalidate this token.")


# Refusal, status, code. Source: X's "Response codes and errors".
_CODES: list[tuple[type[Refusal], int, int]] = [
    (CredentialsWrong, 403, 99),
    (InvalidationRefused, 403, 348),
    (CallbackUnknown, 403, 415),
]


def answer(refusal: Refusal) -> Response:
    """The whole answer to a request that was refused."""
    for kind, status, code in _CODES:
        if isinstance(refusal, kind):
            return codes.said(status, code, refusal.message)
    return codes.answer(refusal)
