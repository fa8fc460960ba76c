"""A picture made safe and small: decoded, turned upright, stripped, written anew in three sizes.

Run it in a worker (`pool.py`): a decoder that strangers feed belongs in no process that holds secrets.
"""

import blurhash
from PIL import Image

from biztweet.media import animation
from biztweet.media.decode import fitted, on_white, opened, pixels_of, scaled
from biztweet.media.encode import rendition
from biztweet.media.model import MediaKind
from biztweet.media.processed import ImageLimits, ProcessedImage, Rendition

_THUMBNAIL_PX = 32


def process(content: bytes, limits: ImageLimits, declared_type: str | None = None) -> ProcessedImage:
    """All three sizes of the picture `content`; the same bytes for the same input.

    Raises a kind of FileRefused, and nothing else, whatever `content` holds.
    """
    with opened(content, declared_type, limits) as picture:
        exact = picture.format not in {"JPEG", "MPO"}
        count = animation.frames_in(picture, content, limits)
        still = pixels_of(picture, limits.original_side_px, limits.original_pixels)
        moving = animation.frames(picture, count, limits.large_side_px) if count > 1 else []
        repeats = picture.info.get("loop")
    large_image = _within(still, limits.large_side_px)
    small_image = _within(large_image, limits.small_side_px)
    if moving:
        original = animation.rendition("original", moving, repeats)
        large = rendition("large", large_image, exact=exact)
    else:
        original = rendition("original", still, exact=exact)
        large = _smaller("large", large_image, original, exact=exact)
    thumbnail = _thumbnail(small_image)
    return ProcessedImage(
        kind=MediaKind.animation if moving else MediaKind.image,
        original=original,
        large=large,
        small=_smaller("small", small_image, large, exact=exact),
        blurhash=_blurhash(thumbnail),
        colour=_average(thumbnail),
    )


def blurhash_of(image: Image.Image) -> str:
    """A few letters from which a blurred picture of `image` (RGB) can be made."""
    return _blurhash(_thumbnail(image))


def _within(image: Image.Image, side_px: int) -> Image.Image:
    return scaled(image, fitted(*image.size, side_px, side_px * side_px))


def _smaller(name: str, image: Image.Image, larger: Rendition, *, exact: bool) -> Rendition:
    if image.size == (larger.width, larger.height):
        return Rendition(name, larger.content_type, larger.width, larger.height, larger.content)
    return rendition(name, image, exact=exact)


def _thumbnail(image: Image.Image) -> Image.Image:
    """At most 32 px a side, RGB."""
    return on_white(_within(image, _THUMBNAIL_PX))


def _blurhash(thumbnail: Image.Image) -> str:
    """See blurha.sh; four components along the longer side, three along the other."""
    width, height = thumbnail.size
    rows = [[thumbnail.getpixel((x, y)) for x in range(width)] for y in range(height)]
    wide = width >= height
    text: str = blurhash.encode(rows, 4 if wide else 3, 3 if wide else 4)
    return text


def _average(thumbnail: Image.Image) -> str:
    red, green, blue = thumbnail.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"
