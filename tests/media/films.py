"""Videos as phones, browsers and attackers send them: containers made on the spot, with nothing to see in them."""

import struct
from collections.abc import Iterable

PLACE = b"+37.5665+126.9780/"
TITLE = "비밀 회의".encode()


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + kind + body


def mp4(
    width: int = 320,
    height: int = 240,
    seconds: float = 2,
    *,
    codec: bytes = b"avc1",
    brand: bytes = b"isom",
    turned: bool = False,
    track: bytes = b"vide",
    index_last: bool = False,
) -> bytes:
    """Moving pictures in MP4, with a place and a title that nobody should learn of."""
    movie = box(b"moov", _mvhd(seconds), _trak(width, height, codec, track, turned=turned), box(b"udta", _place()))
    data = box(b"mdat", bytes(range(256)) * 4)
    head = box(b"ftyp", brand, bytes(4), b"isomiso2avc1mp41")
    return head + (data + movie if index_last else movie + data) + box(b"uuid", TITLE)


def in_fragments(seconds: float = 3) -> bytes:
    """MP4 as browsers record it: the header says nothing of its length."""
    extends = box(b"mvex", box(b"mehd", bytes(4), struct.pack(">I", int(seconds * 1000))))
    movie = box(b"moov", _mvhd(0), _trak(320, 240, b"avc1", b"vide", turned=False), extends)
    fragment = box(b"moof", box(b"mfhd", bytes(8))) + box(b"mdat", bytes(64))
    return box(b"ftyp", b"iso5", bytes(4), b"iso5") + movie + fragment * 3


def _place() -> bytes:
    return box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0), PLACE)


def _mvhd(seconds: float) -> bytes:
    return box(b"mvhd", bytes(12), struct.pack(">II", 1000, int(seconds * 1000)), bytes(80))


def _trak(width: int, height: int, codec: bytes, track: bytes, *, turned: bool) -> bytes:
    one = 1 << 16
    matrix = (0, one, 0, -one & 0xFFFFFFFF, 0, 0, 0, 0, 1 << 30) if turned else (one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    header = box(b"tkhd", bytes(40), struct.pack(">9I", *matrix), struct.pack(">II", width << 16, height << 16))
    table = box(b"stbl", box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(70))))
    media = box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8), track, bytes(12)), box(b"minf", table))
    return box(b"trak", header, media, box(b"meta", TITLE))


def element(number: int, *inside: bytes, size: int | None = None) -> bytes:
    body = b"".join(inside)
    length = (number.bit_length() + 7) // 8
    said = b"\x01" + (len(body) if size is None else size).to_bytes(7, "big")
    return number.to_bytes(length, "big") + said + body


def webm(
    width: int = 320,
    height: int = 240,
    seconds: float | None = 2,
    *,
    codec: bytes = b"V_VP9",
    kind: bytes = b"webm",
    clusters: Iterable[int] = (0, 1000),
    endless: bool = False,
) -> bytes:
    """Moving pictures in WebM; `endless` as browsers record it: nothing says how large it will be, nor how long."""
    unknown = (1 << 56) - 1 if endless else None
    length = element(0x4489, struct.pack(">d", seconds * 1000)) if seconds is not None else b""
    shape = element(0xE0, element(0xB0, struct.pack(">H", width)), element(0xBA, struct.pack(">H", height)))
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, b"\x01"), element(0x86, codec), shape))
    pictures = b"".join(
        element(0x1F43B675, element(0xE7, struct.pack(">H", at)), element(0xA3, b"\x81", struct.pack(">h", 40), b"\0x"),
                size=unknown)
        for at in clusters
    )  # fmt: skip
    segment = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")), length) + tracks + pictures
    segment += element(0x1254C367, TITLE)
    head = element(0x1A45DFA3, element(0x4282, kind))
    return head + element(0x18538067, segment, size=unknown)
