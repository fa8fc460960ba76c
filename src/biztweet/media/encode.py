"""From pixels to a file that every client can show: JPEG for photographs, PNG for drawings and see-through pictures.

The same pixels give the same bytes.
"""

from io import BytesIO

from PIL import Image, ImageChops

from biztweet.media.processed import Rendition

_WORTH_IT = 2.0  # PNG may cost this many times the JPEG: the text in screenshots stays sharp
_TOO_LARGE_FOR_PNG_BYTES = 4_000_000
_PALETTE = 256
_TILE_PX = 160
_TILES = 3  # across and down


def rendition(name: str, image: Image.Image, *, exact: bool) -> Rendition:
    """`image` (RGB or RGBA) as a file. `exact`: it came without JPEG's losses, so a PNG may keep it so."""
    sample = _sample(image)
    if image.mode == "RGBA":
        expected_bytes = len(_file(sample, "PNG", compress_level=1)) * _area(image) / _area(sample)
        if expected_bytes <= _TOO_LARGE_FOR_PNG_BYTES:
            return Rendition(name, "image/png", *image.size, _png(image))
        return Rendition(name, "image/webp", *image.size, _file(image, "WEBP", quality=85, method=2))
    if exact and len(_png(sample)) <= _WORTH_IT * len(jpeg(sample, sharp=True)):
        return Rendition(name, "image/png", *image.size, _png(image))
    return Rendition(name, "image/jpeg", *image.size, jpeg(image, sharp=exact))


def jpeg(image: Image.Image, *, sharp: bool = False) -> bytes:
    """`image` (RGB) as a JPEG; `sharp` keeps the full resolution of colour, as text and faces at 96 px need it.

    Neither optimised nor progressive: Pillow gives those a buffer of fixed size, and fails at noise that outgrows it.
    """
    return _file(image, "JPEG", quality=85, subsampling="4:4:4" if sharp else "4:2:0")


def _png(image: Image.Image) -> bytes:
    if image.mode == "RGB" and image.getcolors(_PALETTE):
        few = image.quantize(_PALETTE, dither=Image.Dither.NONE)
        if ImageChops.difference(few.convert("RGB"), image).getbbox() is None:
            return _file(few, "PNG")
    return _file(image, "PNG")


def _sample(image: Image.Image) -> Image.Image:
    """Tiles from all over it, for a guess at what a format costs: a large photograph as PNG takes seconds to try."""
    side_px = _TILE_PX * _TILES
    if image.width <= side_px or image.height <= side_px:
        return image
    sample = Image.new(image.mode, (side_px, side_px))
    for row in range(_TILES):
        for column in range(_TILES):
            left = (image.width - _TILE_PX) * column // (_TILES - 1)
            top = (image.height - _TILE_PX) * row // (_TILES - 1)
            tile = image.crop((left, top, left + _TILE_PX, top + _TILE_PX))
            sample.paste(tile, (column * _TILE_PX, row * _TILE_PX))
    return sample


def _area(image: Image.Image) -> int:
    return image.width * image.height


def _file(image: Image.Image, kind: str, **options: object) -> bytes:
    image.info.clear()  # profile, EXIF and comments would otherwise be written again
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
