"""Heads of requests to the gateway: what CONNECT asks for, and a client's head as our server gets it. Pure."""

import re

NAMES = tuple(f"{name}.{domain}" for domain in ("twitter.com", "x.com") for name in ("api", "upload", "stream"))
"""The only hosts that the gateway stands for."""

MAX_HEAD_BYTES = 64 * 1024
_PORT = "443"
_CONNECT = re.compile(rb"CONNECT ([A-Za-z0-9.-]{1,253}):([0-9]{1,5}) HTTP/1\.[01]", re.ASCII)
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)", re.ASCII)
# Written by us, or by nobody.
_OURS = (b"host", b"connection", b"keep-alive", b"proxy-connection", b"forwarded", b"upgrade")


class HeadRefused(Exception):
    """What came is no head that the gateway takes; `answer` says so to the client."""

    def __init__(self, answer: bytes) -> None:
        super().__init__(answer.decode())
        self.answer = answer


def wanted(head: bytes) -> str:
    """The host that CONNECT asks for. Raises HeadRefused for all but ours."""
    found = _CONNECT.fullmatch(head.partition(b"\r\n")[0])
    if found is None:
        raise HeadRefused(b"405 Method Not Allowed")
    host = found[1].decode().lower().rstrip(".")
    if host not in NAMES or found[2].decode() != _PORT:
        raise HeadRefused(b"403 Forbidden")
    return host


def addressed(head: bytes, host: str, client: str) -> bytes:
    """A client's head as the server gets it: for `host`, from `client`, one request a connection.

    Raises HeadRefused for what is no head of HTTP/1.1.
    """
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    if not re.fullmatch(rb"[A-Z]{1,20} /[^\s]* HTTP/1\.[01]", first):
        raise HeadRefused(b"400 Bad Request")
    kept = []
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is None:
            raise HeadRefused(b"400 Bad Request")
        name = field[1].lower()
        if name not in _OURS and not name.startswith(b"x-forwarded-"):
            kept.append(line)
    own = [b"Host: " + host.encode(), b"Connection: close", b"X-Forwarded-For: " + client.encode()]
    return b"\r\n".join([first, *own, *kept, b"", b""])
