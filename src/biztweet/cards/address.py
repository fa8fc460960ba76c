"""The address under which a card is asked for and kept: pure."""

import hashlib
import re
from urllib.parse import quote, urlsplit, urlunsplit

_MAX_ADDRESS_LENGTH = 2_000
_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*|[0-9a-f:.]+")
_KEPT = "%/?&=:@!$'()*+,;~[]-._"


def address_of(url: str, own_host: str = "") -> str | None:
    """What of an address, as somebody typed it, is asked for: in ASCII and without a fragment.

    None for one that leads to this very server (`own_host`, with its port), brings a password along, is longer than
    any good one, or is none.
    """
    whole = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(whole)
        host, port = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host) or parts.username is not None:
        return None
    place = f"[{host}]" if ":" in host else host
    place = place if port is None else f"{place}:{port}"
    if place == own_host.lower():
        return None
    found = urlunsplit((parts.scheme.lower(), place, quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT), ""))
    return found if len(found) <= _MAX_ADDRESS_LENGTH else None


def hash_of(address: str) -> str:
    """What finds an address in the table."""
    return hashlib.sha256(address.encode()).hexdigest()
