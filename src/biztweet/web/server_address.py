"""The server's address as people type it into an app, and as a code that a phone's camera reads."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec
import segno
from markupsafe import Markup


class ServerAddress(msgspec.Struct, frozen=True):
    """`typed`: what goes into an app's field; `url`: what a camera opens. Apps add https by themselves."""

    typed: str
    url: str
    secure: bool
    here_only: bool

    @property
    def code(self) -> Markup:
        """The QR code of `url`: an SVG."""
        drawn = segno.make(self.url, error="m", micro=False)
        return Markup(drawn.svg_inline(omitsize=True, border=2, svgclass="server__dots"))  # noqa: S704 - made of squares; the address is nowhere in it as text


def address_of(base_url: str) -> ServerAddress:
    """The address that a base URL gives."""
    parts = urlsplit(base_url)
    secure = parts.scheme == "https"
    url = base_url.rstrip("/")
    typed = parts.netloc if secure else url
    return ServerAddress(typed=typed, url=url, secure=secure, here_only=_is_this_machine(parts.hostname or ""))


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
