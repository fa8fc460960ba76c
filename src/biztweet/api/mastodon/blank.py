"""Blank pictures: what stands where an account has none; apps want an address that holds an image."""

import struct
import zlib
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon.parse import RecordMissing

_SIZES = {"avatar": (400, 400), "header": (1500, 500)}
_SLATE = bytes((0x5B, 0x6B, 0x7B))


async def blank(request: Request) -> Response:
    """A picture of one calm colour. Raises RecordMissing."""
    name = request.path_params["name"]
    if name not in _SIZES:
        raise RecordMissing
    return Response(_png(*_SIZES[name]), media_type="image/png")


@cache
def _png(width: int, height: int) -> bytes:
    """One colour, one bit a pixel. Source: the PNG specification, 11."""
    head = struct.pack("!IIBBBBB", width, height, 1, 3, 0, 0, 0)
    rows = (b"\0" + bytes((width + 7) // 8)) * height
    chunks = ((b"IHDR", head), (b"PLTE", _SLATE), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    framed = (
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)
