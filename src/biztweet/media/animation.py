"""An animation kept moving: written anew as a GIF, which every client plays."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple, cast

from PIL import Image

from biztweet.media.decode import fitted, scaled
from biztweet.media.errors import FileBroken, TooManyFrames, TooManyPixels
from biztweet.media.gif import frame_count
from biztweet.media.processed import ImageLimits, Rendition

_WRITTEN_PIXELS = 30_000_000  # in all frames together; more of them are written smaller, for a GIF is slow to write
_PALETTE = 255  # and one index for what is see-through
_SAMPLE_PX = 128
_MIN_MS, _MAX_MS = 20, 60_000
_USUAL_MS = 100  # what browsers make of anything shorter than the shortest


class Frame(NamedTuple):
    """One picture of an animation, in at most 256 colours, and how long it is seen."""

    image: Image.Image
    duration_ms: int


def frames_in(picture: Image.Image, content: bytes, limits: ImageLimits) -> int:
    """How many frames `picture` shows, 1 if it does not move; nothing is decoded.

    Raises TooManyFrames, TooManyPixels.
    """
    match picture.format:
        case "GIF":
            count = frame_count(content, limits.frames + 1)
        case "PNG" | "WEBP":
            count = int(getattr(picture, "n_frames", 1))
        case _:  # a JPEG with several pictures (MPO) is a camera's, not an animation
            return 1
    if count > limits.frames:
        raise TooManyFrames(limits.frames)
    if count > 1 and picture.width * picture.height * count > limits.animation_pixels:
        raise TooManyPixels(picture.width, picture.height, count)
    return max(count, 1)


def frames(picture: Image.Image, count: int, side_px: int) -> list[Frame]:
    """The first `count` frames, each as it is seen, within `side_px` and smaller if they are many; at least one.

    Raises FileBroken.
    """
    size = fitted(*picture.size, side_px, _WRITTEN_PIXELS // count)
    found = [Frame(_with_palette(scaled(image, size)), duration_ms) for image, duration_ms in _seen(picture, count)]
    if not found:
        raise FileBroken
    return found


def rendition(name: str, moving: list[Frame], repeats: int | None) -> Rendition:
    """`moving` as a GIF that starts again `repeats` times: 0 for ever, None never."""
    first, *others = [frame.image for frame in moving]
    see_through = any("transparency" in frame.image.info for frame in moving)
    loop = {} if repeats is None else {"loop": min(repeats, 65_535)}
    file = BytesIO()
    first.save(
        file,
        "GIF",
        save_all=True,
        append_images=others,
        duration=[frame.duration_ms for frame in moving],
        disposal=2 if see_through else 1,  # else a hole would show the frame before
        optimize=False,
        **loop,
    )
    return Rendition(name, "image/gif", *first.size, file.getvalue())


def _seen(picture: Image.Image, count: int) -> Iterator[tuple[Image.Image, int]]:
    for number in range(count):
        try:
            picture.seek(number)
        except EOFError:  # the file ends early; what came before is shown
            return
        image = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        duration_ms = int(picture.info.get("duration") or 0)
        yield image, min(duration_ms, _MAX_MS) if duration_ms >= _MIN_MS else _USUAL_MS


def _with_palette(image: Image.Image) -> Image.Image:
    """`image` in at most 256 colours of its own: exact where it has no more, else the best for a sample of it."""
    opaque = image.convert("RGB")
    colours = cast("list[tuple[int, tuple[int, int, int]]] | None", opaque.getcolors(_PALETTE))
    if colours:
        palette = Image.new("P", (1, 1))
        palette.putpalette([channel for _, colour in sorted(colours) for channel in colour])
    else:
        sample = opaque.resize(fitted(*opaque.size, _SAMPLE_PX, _SAMPLE_PX**2), Image.Resampling.NEAREST)
        palette = sample.quantize(_PALETTE, Image.Quantize.MEDIANCUT)
    flat = opaque.quantize(palette=palette, dither=Image.Dither.NONE)
    flat.info.clear()  # comments and XMP would otherwise be written again
    if image.mode == "RGBA":
        holes = image.getchannel("A").point(lambda alpha: 255 * (alpha < 128))  # noqa: PLR2004 - half
        if holes.getbbox():
            flat.paste(_PALETTE, mask=holes)
            flat.info["transparency"] = _PALETTE
    return flat
