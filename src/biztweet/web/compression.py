"""Pages compressed: what stands in many of them is deflated once, and its blocks are put between those of the rest.

Deflate blocks that end with a full flush look back at nothing before them, so they may stand in any stream (RFC 1951);
gzip's checksum of the whole is combined from those of the parts.
"""

import zlib
from collections.abc import Sequence
from functools import cached_property

_FAST = 1
_RAW = -15  # deflate without a frame, a window of 32 kB
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"  # gzip, no name, no time, fastest, no system: RFC 1952
_POLYNOMIAL = 0xEDB88320  # CRC-32's, the lowest power in the highest bit
_ONE, _A_BYTE = 1 << 31, 1 << 23  # x to the power of 0 and of 8


class Lasting(bytes):
    """Bytes that are sent to many, such as a column of posts: deflated at the first one's request."""

    @cached_property
    def deflated(self) -> bytes:
        """Blocks that stand in any stream."""
        deflate = zlib.compressobj(_FAST, zlib.DEFLATED, _RAW)
        return deflate.compress(self) + deflate.flush(zlib.Z_FULL_FLUSH)

    @cached_property
    def crc(self) -> int:
        """The CRC-32 of these bytes by themselves."""
        return zlib.crc32(self)

    @cached_property
    def shift(self) -> int:
        """What multiplies the CRC of whatever stands before them: x to the power of as many bits."""
        shift, power, count = _ONE, _A_BYTE, len(self)
        while count:
            if count & 1:
                shift = _product(shift, power)
            power, count = _product(power, power), count >> 1
        return shift


def gzipped(pieces: Sequence[bytes]) -> bytes:
    """The pieces, joined, as one gzip member."""
    deflate, crc, out = zlib.compressobj(_FAST, zlib.DEFLATED, _RAW), 0, [_HEAD]
    for piece in pieces:
        if isinstance(piece, Lasting):
            out += (deflate.flush(zlib.Z_FULL_FLUSH), piece.deflated)
            crc = _product(piece.shift, crc) ^ piece.crc
        else:
            out.append(deflate.compress(piece))
            crc = zlib.crc32(piece, crc)
    size = sum(map(len, pieces)) & 0xFFFFFFFF
    out += (deflate.flush(zlib.Z_FINISH), crc.to_bytes(4, "little"), size.to_bytes(4, "little"))
    return b"".join(out)


def _product(one: int, other: int) -> int:
    """The product of two polynomials over GF(2), modulo CRC-32's. Source: zlib, `multmodp`."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product
