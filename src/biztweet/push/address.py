"""Where and for whom a push is sealed: an address and keys, as they must be before they are kept."""

from urllib.parse import urlsplit

from biztweet.kernel.errors import Invalid
from biztweet.push.encoding import from_base64
from biztweet.push.encrypt import SECRET_BYTES, receiver
from biztweet.push.model import Keys

_MAX_ENDPOINT_LENGTH = 2_000


def keys_of(public: str, secret: str, *, standard: bool) -> Keys:
    """The keys as a browser names them, in base64. Raises Invalid."""
    try:
        return Keys(from_base64(public), from_base64(secret), standard)
    except ValueError as error:
        raise Invalid("keys", "Keys p256dh and auth must be base64") from error


def check(endpoint: str, keys: Keys) -> None:
    """Raise Invalid for an address that is not https, or keys that are none."""
    if len(endpoint) > _MAX_ENDPOINT_LENGTH or not _is_address(endpoint):
        raise Invalid("endpoint", "Endpoint must be an https address")
    try:
        receiver(keys)
    except ValueError as error:
        raise Invalid("p256dh", "Key p256dh is no public key of P-256") from error
    if len(keys.secret) != SECRET_BYTES:
        raise Invalid("auth", f"Key auth must be {SECRET_BYTES} bytes")


def _is_address(endpoint: str) -> bool:
    """Whether an endpoint is an address of https that names a host, and nobody's name and password with it."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False
