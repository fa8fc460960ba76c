"""What a connection is told before it is ended without the app being asked."""

import secrets
from collections.abc import Iterable

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from biztweet.server.framing import Refused


def answer(refused: Refused, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The whole answer, with these headers of the server's own (date) and a request id of its own."""
    body = msgspec.json.encode({"error": refused.reason})
    own = (
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"x-content-type-options", b"nosniff"),
        (b"x-request-id", secrets.token_hex(8).encode()),
        (b"connection", b"close"),
    )
    lines = [b"%b: %b\r\n" % header for header in (*headers, *own)]
    return b"".join((STATUS_LINE[refused.status], *lines, b"\r\n", body))
