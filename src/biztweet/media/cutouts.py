"""Paper to cut figures from: an image drawn on in hundredths of its side, from the top left; three times too large.

Made smaller at the end, its edges are smooth.
"""

from collections.abc import Sequence

from PIL import Image, ImageColor, ImageDraw

Colour = tuple[int, ...]
Point = tuple[float, float]

_OVER = 3
_TILT_MARGIN = 8  # what is tilted a little needs so much room around it


def colour(name: str) -> Colour:
    """Of `#rrggbb`."""
    return ImageColor.getrgb(name)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


class Paper:
    """A square sheet that ends up `side_px` wide. Angles are clockwise degrees from the right."""

    def __init__(self, side_px: int, fill: Colour, mode: str = "RGB") -> None:
        self._side_px = side_px
        self._unit = side_px * _OVER / 100
        self.image = Image.new(mode, (side_px * _OVER, side_px * _OVER), fill)
        self._pen = ImageDraw.Draw(self.image)

    def gradient(self, corners: Sequence[Colour]) -> None:
        """Fill it from colours at the top left, top right, bottom left and bottom right."""
        seed = Image.new("RGB", (2, 2))
        for at, corner in zip(((0, 0), (1, 0), (0, 1), (1, 1)), corners, strict=True):
            seed.putpixel(at, corner)
        self.image.paste(seed.resize(self.image.size, Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5)))

    def disc(self, x: float, y: float, radius: float, height: float | None = None, *, fill: Colour) -> None:
        """A circle around (x, y), or an ellipse with `height` as its other radius."""
        self._pen.ellipse(self._around(x, y, radius, height or radius), fill=fill)

    def ring(self, x: float, y: float, radius: float, width: float, *, fill: Colour) -> None:
        """The outline of a circle around (x, y), `width` thick to the inside."""
        self._pen.ellipse(self._around(x, y, radius, radius), outline=fill, width=self._px(width))

    def card(self, left: float, top: float, right: float, bottom: float, round_by: float = 0, *, fill: Colour) -> None:
        """A rectangle, its corners rounded."""
        box = [value * self._unit for value in (left, top, right, bottom)]
        self._pen.rounded_rectangle(box, radius=round_by * self._unit, fill=fill)

    def polygon(self, *points: Point, fill: Colour) -> None:
        """The area within `points`."""
        self._pen.polygon([(x * self._unit, y * self._unit) for x, y in points], fill=fill)

    def line(self, start: Point, end: Point, width: float, *, fill: Colour) -> None:
        """A straight stroke."""
        self._pen.line([value * self._unit for value in (*start, *end)], fill=fill, width=self._px(width))

    def arc(self, at: Point, radius: Point, angles: Point, width: float, *, fill: Colour) -> None:
        """A stroke along a part of the ellipse around `at`, to the inside."""
        self._pen.arc(self._around(*at, *radius), *angles, fill=fill, width=self._px(width))

    def slice(self, at: Point, radius: Point, angles: Point, *, fill: Colour) -> None:
        """A part of the filled ellipse around `at`."""
        self._pen.pieslice(self._around(*at, *radius), *angles, fill=fill)

    def cut(self) -> "Paper":
        """A stencil for `lay`: draw on it with `fill=(255,)` what shall show, with less what shall shine through."""
        return Paper(self._side_px, (0,), "L")

    def lay(self, other: "Paper | Colour", stencil: "Paper") -> None:
        """Put another paper, or a plain colour, over this one where `stencil` lets it show."""
        self.image.paste(other.image if isinstance(other, Paper) else other, mask=stencil.image)

    def lay_tilted(self, other: "Paper", angle: float, around: Point) -> None:
        """Put what is drawn on `other`, an RGBA paper, over this one, turned anticlockwise around a point."""
        left, top, right, bottom = other.image.getchannel("A").getbbox() or (0, 0, 1, 1)
        margin = self._px(_TILT_MARGIN)
        box = (left - margin, top - margin, right + margin, bottom + margin)
        centre = (around[0] * self._unit - box[0], around[1] * self._unit - box[1])
        turned = other.image.crop(box).rotate(angle, Image.Resampling.BILINEAR, center=centre)
        self.image.paste(turned, box, turned)

    def finished(self) -> Image.Image:
        """The sheet at its final size."""
        return self.image.resize((self._side_px, self._side_px), Image.Resampling.LANCZOS)

    def _around(self, x: float, y: float, across: float, down: float) -> list[float]:
        return [value * self._unit for value in (x - across, y - down, x + across, y + down)]

    def _px(self, width: float) -> int:
        return max(1, round(width * self._unit))
