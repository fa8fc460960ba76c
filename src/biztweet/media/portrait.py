"""A person's photograph, as the directory has it, cut square in two sizes."""

from PIL import Image, ImageOps

from biztweet.media.decode import on_white, opened, pixels_of
from biztweet.media.encode import jpeg
from biztweet.media.processed import ImageLimits, ProcessedPortrait, Rendition

LARGE_PX = 400
SMALL_PX = 96
_FACE = (0.5, 0.3)  # of a tall photograph the upper part is kept, where the face is
_DECODED_SIDE_PX = 1600


def portrait(content: bytes, limits: ImageLimits, declared_type: str | None = None) -> ProcessedPortrait:
    """Square JPEGs of 400 and 96 px; the same bytes for the same input. A smaller photograph is enlarged.

    Raises a kind of FileRefused, and nothing else, whatever `content` holds.
    """
    with opened(content, declared_type, limits) as picture:
        image = pixels_of(picture, _DECODED_SIDE_PX, _DECODED_SIDE_PX**2)
    photograph = on_white(image)
    return ProcessedPortrait(
        large=_square("large", photograph, LARGE_PX),
        small=_square("small", photograph, SMALL_PX),
    )


def _square(name: str, photograph: Image.Image, side_px: int) -> Rendition:
    square = ImageOps.fit(photograph, (side_px, side_px), Image.Resampling.LANCZOS, centering=_FACE)
    return Rendition(name, "image/jpeg", side_px, side_px, jpeg(square, sharp=True))
