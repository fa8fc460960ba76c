"""Pictures as people and attackers send them, made on the spot."""

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

GPS_LATITUDE = 0x0002
ORIENTATION = 0x0112
MAKER = 0x010F


def photograph(width: int = 640, height: int = 480) -> Image.Image:
    """Smooth and noisy at once, red to the left, blue at the bottom: it compresses like a photograph."""
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    blue = Image.linear_gradient("L").resize((width, height))
    small = (max(1, width // 4), max(1, height // 4))
    noise = random.Random(7).randbytes(small[0] * small[1])
    green = Image.frombytes("L", small, noise).point(lambda level: 96 + level // 4).resize((width, height))
    return Image.merge("RGB", (red, green, blue))


def screenshot(width: int = 900, height: int = 600) -> Image.Image:
    """Flat areas and hard edges in few colours."""
    image = Image.new("RGB", (width, height), "#ffffff")
    for top in range(20, height, 24):
        for left in range(20, width - 40, 12):
            image.paste("#1d1d1f" if (left * top) % 7 else "#0a66c2", (left, top, left + 8, top + 10))
    return image


def half_clear(width: int = 400, height: int = 300) -> Image.Image:
    """Opaque red to the left, see-through to the right."""
    image = Image.new("RGBA", (width, height), (200, 30, 30, 255))
    image.paste((0, 0, 0, 0), (width // 2, 0, width, height))
    return image


def file(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def animated(kind: str = "GIF", frames: int = 5, size: tuple[int, int] = (120, 90), **options: Any) -> bytes:
    """A white square that moves over blue, 70 ms a frame."""
    pictures = []
    for number in range(frames):
        picture = Image.new("P", size)
        picture.putpalette(b"\x22\x44\xaa\xff\xff\xff")
        left = number * 7 % (size[0] - 15)
        picture.paste(1, (left, 20, left + 15, 35))
        pictures.append(picture if kind == "GIF" else picture.convert("RGB"))
    given = {"duration": 70, "loop": 0, **options}
    return file(pictures[0], kind, save_all=True, append_images=pictures[1:], **given)


def with_metadata(image: Image.Image, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """Says where it was taken, by what, and which way is up."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "SecretCamera"
    exif.get_ifd(0x8825)[GPS_LATITUDE] = (37.0, 33.0, 59.0)
    return file(image, kind, exif=exif)


def png(width: int, height: int, rows: int | None = None, frames: int | None = None) -> bytes:
    """A black grey-scale PNG that says it is so large, with so many of its rows; pixels cost almost nothing."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(width + 1)) for _ in range(height if rows is None else rows))
    animation = _chunk(b"acTL", struct.pack(">II", frames, 0)) if frames else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + animation
        + _chunk(b"IDAT", data + packer.flush())
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
