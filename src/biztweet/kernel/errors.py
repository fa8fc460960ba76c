"""Why something is not done: the kinds of refusal, as one tree.

    Refusal
    ├── Unauthenticated   nobody knows who asks
    ├── Forbidden         they are known and may not
    ├── NotFound          it is not there, or not theirs to see: the two look alike
    ├── Invalid           what was sent cannot be right; names the field
    ├── Conflict          right by itself, but not as things stand now
    ├── TooMany           not so often, or not so many at once
    └── Unavailable       the server cannot do it now

A slice subclasses one of them with typed fields and knows no HTTP; each dialect words them in its own `errors.py`.
"""


class Refusal(Exception):
    """A request that is not carried out, with a message that is safe to show to whoever asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unauthenticated(Refusal):
    """Nobody knows who asks: no secret, or one that is wrong, expired or revoked."""


class Forbidden(Refusal):
    """The viewer is known and may not do this."""


class NotFound(Refusal):
    """What was named is not there, or is not for this viewer to see; nothing tells the two apart."""


class Invalid(Refusal):
    """What was sent cannot be right; `field` names the part of the request."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Conflict(Refusal):
    """Right by itself, but not as things stand now."""


class TooMany(Refusal):
    """Asked too often, or for too much at once; the same may succeed after `retry_after_seconds`."""

    def __init__(self, message: str, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Unavailable(Refusal):
    """The server cannot do it now (storage away or full); the same may succeed after `retry_after_seconds`."""

    def __init__(self, message: str, retry_after_seconds: int = 5) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
