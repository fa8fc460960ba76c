"""Where a browser or phone wants to be told, of what, and under which keys: an app's subscription, a browser."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

import msgspec

from biztweet.notifications.model import Kind


class From(StrEnum):
    """Whose acts somebody is told of by push."""

    everybody = "everybody"
    followees = "followees"
    followers = "followers"
    nobody = "nobody"


class Keys(msgspec.Struct, frozen=True):
    """What only the receiver can read with: its public key (a point of P-256, uncompressed) and its secret.

    `standard`: encrypted as RFC 8291 says (aes128gcm), else in the older way (aesgcm).
    """

    public: bytes
    secret: bytes
    standard: bool = False


class Subscription(msgspec.Struct, frozen=True):
    """One token's wish to be told. `bearer` is the token itself, encrypted: receivers know their account by it.

    `asked` is what the app asked to be told of, in its own words, to be read back by it; `kinds` are those we have.
    """

    id: int
    token_id: int
    account_id: int
    endpoint: str
    keys: Keys
    bearer: str
    kinds: tuple[Kind, ...]
    asked: tuple[str, ...]
    told_from: From
    created_at: int


class Browser(msgspec.Struct, frozen=True):
    """A browser that somebody signed in to our pages with, and asked to ring: of what, their wishes say."""

    id: int
    session_id: int
    account_id: int
    endpoint: str
    keys: Keys
    created_at: int


Receiver = Subscription | Browser


class Delivery(msgspec.Struct, frozen=True):
    """A notice that waits to be sent to one receiver, by its id; `attempts` have failed so far."""

    id: int
    subscription_id: int
    notification_id: int
    attempts: int
    due_at: int


class PushMessage(msgspec.Struct, frozen=True):
    """What a receiver is told. Of those with one `topic` that wait for a receiver that is off, the latest remains."""

    content: bytes
    topic: str = ""


Render = Callable[[Receiver, int], Awaitable[PushMessage | None]]
"""What a receiver is told of a notification, by its id; None for nothing, as when its post is gone by now."""
