"""From an untrusted file to pixels: upright, in sRGB, no larger than asked; RGB, or RGBA if see-through."""

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageCms

from biztweet.media.errors import FileBroken, FileTooCostly, FileTooLarge, TooManyPixels
from biztweet.media.processed import ImageLimits
from biztweet.media.sniff import picture_type

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/heic": "HEIF"}
# What Pillow's decoders raise at broken files, seen by fuzzing: hardly any error is theirs alone.
_BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
    ImageCms.PyCMSError,
)
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@contextmanager
def opened(content: bytes, declared_type: str | None, limits: ImageLimits) -> Iterator[Image.Image]:
    """The picture, its header read and found within `limits`, its pixels not decoded yet.

    Whatever goes wrong with it inside the `with` is FileBroken, or FileTooCostly where memory ran out.
    Raises FileTooLarge, TypeMismatch, TypeNotAllowed, TooManyPixels.
    """
    if len(content) > limits.size_bytes:
        raise FileTooLarge(len(content), limits.size_bytes)
    content_type = picture_type(content, declared_type)
    if content_type == "image/heic":
        _learn_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is dropped; of bombs, which the next lines refuse
            Image.MAX_IMAGE_PIXELS = None
            with Image.open(BytesIO(content), formats=[_FORMATS[content_type]]) as picture:
                width, height = picture.size
                if width * height > limits.pixels or max(width, height) > limits.side_px:
                    raise TooManyPixels(width, height)
                yield picture
    except MemoryError as error:
        raise FileTooCostly from error
    except _BROKEN as error:
        raise FileBroken from error


def pixels_of(picture: Image.Image, side_px: int, pixels: int) -> Image.Image:
    """The current frame decoded, with neither side above `side_px`, and `pixels` in all."""
    orientation = picture.getexif().get(_ORIENTATION)
    profile = picture.info.get("icc_profile")
    size = fitted(*picture.size, side_px, pixels)
    picture.draft(None, size)  # a JPEG is decoded at half, a quarter, an eighth of its size where that is enough
    image = _in_srgb(scaled(_eight_bit(picture), size), profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    turn = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
    return image.transpose(turn) if turn is not None else image


def fitted(width: int, height: int, side_px: int, pixels: int) -> tuple[int, int]:
    """The largest size of the same shape within both bounds, at least 1 x 1, never larger than it was."""
    scale = min(1.0, side_px / max(width, height), math.sqrt(pixels / (width * height)))
    return max(1, int(width * scale)), max(1, int(height * scale))


def scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """`image` itself if it has that size, else one made from it."""
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def on_white(image: Image.Image) -> Image.Image:
    """`image` in RGB; what is see-through shows white, as paper would."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Decoded, in RGB, RGBA or CMYK."""
    if picture.mode.startswith(("I", "F")):  # 16-bit grey, which conversion would cut off instead of scaling
        return picture.point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    if picture.mode == "CMYK":
        return picture.copy()
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB by the picture's own profile; one that makes no sense, or is of grey, is passed over."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile or b""))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image.convert(mode)
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert(mode)
    return converted or image.convert(mode)


def _learn_heic() -> None:
    import_module("pi_heif").register_heif_opener()  # an extra; without it the type is refused before
