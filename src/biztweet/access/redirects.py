"""Where people are sent back to: which addresses an app may name, and how an answer is put into one."""

import re
from urllib.parse import urlencode, urlsplit

from biztweet.access.apps import OUT_OF_BAND, App
from biztweet.kernel.errors import Invalid

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,63}\Z", re.ASCII)
_HARMFUL = frozenset({"javascript", "data", "vbscript", "file", "about", "blob", "filesystem", "view-source"})
_WEB = frozenset({"http", "https"})
_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?(?P<rest>/[^#]*)?", re.ASCII)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9._\-\[\]:]+\Z", re.ASCII)


class AddressWrong(Invalid):
    """An address that no app may have: not absolute, with a fragment, or of a scheme that does harm."""

    def __init__(self) -> None:
        super().__init__("redirect_uri", "Redirect URI must be an absolute URI without fragment")


def checked(address: str) -> str:
    """An address that an app may register. Raises AddressWrong."""
    if address == OUT_OF_BAND:
        return address
    if not address.isascii() or not address.isprintable() or any(c in " \"'<>\\^`{|}" for c in address):
        raise AddressWrong
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise AddressWrong from None
    if not _SCHEME.match(parts.scheme) or parts.scheme.lower() in _HARMFUL or "#" in address:
        raise AddressWrong
    if parts.scheme.lower() in _WEB and (not host or parts.username is not None):
        raise AddressWrong
    if parts.scheme.lower() not in _WEB and not (parts.netloc or parts.path):
        raise AddressWrong
    return address


def registered(app: App, address: str) -> bool:
    """Whether an app has registered an address: letter by letter, but for the port on which a native app listens.

    Source: RFC 8252, 7.3, for `127.0.0.1` and `[::1]` alone: `localhost` may be somebody else's.
    """
    if address in app.redirect_uris:
        return True
    found = _LOOPBACK.fullmatch(address) if app.native else None
    return found is not None and any(
        known is not None and (known["host"], known["rest"]) == (found["host"], found["rest"])
        for known in map(_LOOPBACK.fullmatch, app.redirect_uris)
    )


def with_answer(address: str, **answer: str | None) -> str:
    """The address with the answer in its query; what is None is left out."""
    sent = urlencode({name: value for name, value in answer.items() if value is not None})
    return f"{address}{'&' if '?' in address else '?'}{sent}"


def form_action(address: str) -> str:
    """What a page's Content-Security-Policy must allow so that browsers follow its form there; "" for our own page."""
    if address == OUT_OF_BAND:
        return ""
    parts = urlsplit(address)
    if parts.scheme.lower() not in _WEB:
        return f"{parts.scheme.lower()}:"
    origin = f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}"
    return origin if _ORIGIN.match(origin) else ""
