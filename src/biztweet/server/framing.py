"""What a request's head must be: one reading of it, the same for us and for every proxy before us. Pure.

The parser itself (llhttp, strict) refuses folded lines, bare LF, spaces before colons, two lengths, a length beside a
transfer coding and bad chunks. Source for the rest: RFC 9112, 3.2, 6.1, 6.3 and 11.2.
"""

import functools
import re
from collections.abc import Callable, Sequence

_OF_BODY = frozenset({b"content-length", b"transfer-encoding", b"content-encoding"})
_SINGLE = _OF_BODY | {b"host", b"upgrade"}
HOST = re.compile(rb"(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*)|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_VERSIONS = frozenset({"1.0", "1.1"})


class Refused(Exception):
    """The connection is ended with this status and one sentence."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def check(method: Callable[[], bytes], version: str, target: bytes, headers: Sequence[tuple[bytes, bytes]]) -> bool:
    """Raise Refused when a head (names in lower case) allows more than one reading; tell whether a body follows.

    `method` is asked only when it matters: this is on every request's way.
    """
    seen = dict(headers)
    if len(seen) < len(headers):
        _check_single(headers)
    if version not in _VERSIONS:
        raise Refused(505, "Only HTTP/1.0 and 1.1 are spoken here")
    host = seen.get(b"host")
    if host is None or not _is_host(host):
        raise Refused(400, "No Host header" if host is None else "The Host header names no host")
    if not target.startswith(b"/"):
        _check_target(method(), target, host)
    return False if _OF_BODY.isdisjoint(seen) else _check_body(version, seen)


@functools.lru_cache(256)
def _is_host(text: bytes) -> bool:
    return HOST.fullmatch(text) is not None


def _check_single(headers: Sequence[tuple[bytes, bytes]]) -> None:
    names = [name for name, _ in headers if name in _SINGLE]
    for name in names:
        if names.count(name) > 1:
            raise Refused(400, f"More than one {name.decode()} header")


def _check_target(method: bytes, target: bytes, host: bytes) -> None:
    if method == b"CONNECT":
        raise Refused(405, "This is no proxy")
    if target == b"*" and method == b"OPTIONS":
        return
    scheme, separator, rest = target.partition(b"://")
    if not separator or scheme.lower() not in (b"http", b"https"):
        raise Refused(400, "The request target is no path")
    if rest.partition(b"/")[0].lower() != host.lower() or b"/" not in rest:
        raise Refused(400, "The request target and the Host header differ")


def _check_body(version: str, seen: dict[bytes, bytes]) -> bool:
    coding = seen.get(b"transfer-encoding")
    length = seen.get(b"content-length")
    if coding is not None and (coding.lower() != b"chunked" or length is not None or version == "1.0"):
        raise Refused(400, "The body's length is in doubt")
    if length is not None and not (length.isdigit() and length.isascii()):
        raise Refused(400, "The Content-Length header is no number")
    if seen.get(b"content-encoding", b"identity").lower() != b"identity":
        raise Refused(415, "Send the body without Content-Encoding")
    has_body = coding is not None or (length is not None and int(length) > 0)
    if has_body and b"upgrade" in seen:
        raise Refused(400, "A request to upgrade must have no body")
    return has_body
