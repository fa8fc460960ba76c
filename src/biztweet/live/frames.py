"""Frames as they stand on the wire: pure, so that a renderer frames its bytes once for every reader.

Both kinds say where they end, so frames that are joined are read one by one on the other side.
"""

import struct
from collections.abc import Iterator

_FINAL_TEXT = 0x81  # RFC 6455, 5.2: FIN and opcode 1
_TWO_BYTES = 126  # the length stands in the next two bytes
_EIGHT_BYTES = 127


def sse_frame(event: str, data: bytes, id: str | None = None, retry_ms: int | None = None) -> bytes:  # noqa: A002  # the field's own name
    r"""One server-sent event; lines of `data` become its data lines.

    An empty `event` leaves the name out, which clients take for "message". `id` is what they send back as
    `Last-Event-ID`; `retry_ms` is how long they wait before they come back. Source: the HTML standard, 9.2.6.
    """
    head = f"event: {event}\n" if event else ""
    if id is not None:
        head += f"id: {id}\n"
    if retry_ms is not None:
        head += f"retry: {retry_ms}\n"
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\ndata: ")
    return b"%bdata: %b\n\n" % (head.encode(), lines)


def websocket_frame(text: bytes) -> bytes:
    """One whole text message from the server, unmasked, not compressed; `text` is UTF-8."""
    size = len(text)
    if size < _TWO_BYTES:
        return struct.pack("!BB", _FINAL_TEXT, size) + text
    if size < 1 << 16:
        return struct.pack("!BBH", _FINAL_TEXT, _TWO_BYTES, size) + text
    return struct.pack("!BBQ", _FINAL_TEXT, _EIGHT_BYTES, size) + text


def websocket_texts(frames: bytes) -> Iterator[str]:
    """What joined frames of `websocket_frame` say, one by one: for a server that wants to frame them itself."""
    at = 0
    while at < len(frames):
        size = frames[at + 1]
        head = 2
        if size == _TWO_BYTES:
            (size,) = struct.unpack_from("!H", frames, at + 2)
            head = 4
        elif size == _EIGHT_BYTES:
            (size,) = struct.unpack_from("!Q", frames, at + 2)
            head = 10
        yield frames[at + head : at + head + size].decode()
        at += head + size
