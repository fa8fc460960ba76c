"""Bytes as Web Push writes them in text: base64url without padding."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def base64url(raw: bytes) -> str:
    """Bytes as text."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """Text as bytes; the ordinary alphabet and padding are taken too. Raises ValueError."""
    plain = text.strip().replace("+", "-").replace("/", "_").rstrip("=")
    if not plain.isascii() or not plain.replace("-", "").replace("_", "").isalnum():
        raise ValueError("no base64")
    return urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
