"""Canvas: fills smooth shapes larger than wanted and shrinks the result, so that every edge is clean."""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from biztweet.demo.colours import Colour
from biztweet.demo.curves import Knot, Point, outline, oval, ribbon, smooth

_SPILL = 60


@cache
def _typeface(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


class Canvas:
    """A picture in its own units, drawn `scale` times as large and in the end made `smaller` times smaller."""

    def __init__(self, width: int, height: int, fill: Colour, scale: int = 3, smaller: int = 3) -> None:
        self.width = width
        self.height = height
        self._scale = scale
        self._smaller = smaller
        self._image = Image.new("RGB", (width * scale, height * scale), fill)
        self._pen = ImageDraw.Draw(self._image)
        self._turn: tuple[float, float, float, float, float, float] = (scale, 0.0, 0.0, 0.0, scale, 0.0)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A polygon."""
        self._pen.polygon(self._placed(points), fill=fill)

    def blob(self, knots: str | Sequence[Knot], fill: Colour) -> None:
        """A smooth closed shape; knots may be written as for `curves.outline`."""
        self.shape(smooth(outline(knots) if isinstance(knots, str) else knots, closed=True), fill)

    def oval(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """An ellipse round (x, y) with these half axes."""
        self.shape(oval(x, y, width, height), fill)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0.0) -> None:
        """A rectangle from its upper left corner, upright whatever way the canvas is turned."""
        s = self._scale
        frame = (round(x * s), round(y * s), round((x + width) * s) - 1, round((y + height) * s) - 1)
        self._pen.rounded_rectangle(frame, radius * s, fill=fill)

    def stroke(self, knots: str | Sequence[Knot], fill: Colour, width: float, taper: float = 0.0) -> None:
        """A brush stroke with round ends along a smooth curve."""
        line = smooth(outline(knots) if isinstance(knots, str) else knots, closed=False)
        self.shape(ribbon(line, width, taper), fill)
        end = width / 2 * (1 - taper)
        if end > 0:
            for x, y in (line[0], line[-1]):
                self.shape(oval(x, y, end, end), fill)

    def ring(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A brush stroke that returns to where it began."""
        self.shape(ribbon([*points, *points[:2]], width), fill)

    def fade(self, x: float, y: float, width: float, height: float, top: Colour, bottom: Colour) -> None:
        """A rectangle whose colour runs from `top` to `bottom`."""
        s = self._scale
        size = (round(width * s), round(height * s))
        column = Image.linear_gradient("L").resize((1, size[1])).resize(size)
        rows = Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), column)
        self._image.paste(rows, (round(x * s), round(y * s)))

    def veil(self, points: Sequence[Point], fill: Colour, share: float) -> None:
        """A translucent polygon: `share` from 0 (not there) to 1 (opaque)."""
        placed = self._placed(points)
        left, top = int(min(x for x, _ in placed)), int(min(y for _, y in placed))
        size = int(max(x for x, _ in placed)) - left + 1, int(max(y for _, y in placed)) - top + 1
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in placed], fill=round(share * 255))
        self._image.paste(fill, (left, top, left + size[0], top + size[1]), mask)

    def text(self, x: float, y: float, words: str, size: float, fill: Colour, anchor: str = "la") -> None:
        """Latin words in the one typeface that the drawing library brings along, so that all machines draw alike."""
        self._pen.text((x * self._scale, y * self._scale), words, fill, _typeface(size * self._scale), anchor)

    @contextmanager
    def turned(self, degrees: float, about: Point, *, mirrored: bool = False, zoom: float = 1.0) -> Iterator[None]:
        """What is drawn inside is turned and enlarged about a point, and mirrored left to right if asked."""
        before = self._turn
        cos, sin = zoom * math.cos(math.radians(degrees)), zoom * math.sin(math.radians(degrees))
        flip = -1.0 if mirrored else 1.0
        x, y = about
        s = self._scale
        a, b, c, d = cos * flip, -sin, sin * flip, cos
        self._turn = (s * a, s * b, s * (x - a * x - b * y), s * c, s * d, s * (y - c * x - d * y))
        yield
        self._turn = before

    @contextmanager
    def within(self, points: Sequence[Point]) -> Iterator[None]:
        """What is drawn inside shows only within a polygon; it may spill over by 60 units."""
        placed = self._placed(points)
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        spill = _SPILL * self._scale
        frame = (
            max(int(min(xs) - spill), 0),
            max(int(min(ys) - spill), 0),
            min(int(max(xs) + spill), self._image.width),
            min(int(max(ys) + spill), self._image.height),
        )
        before = self._image.crop(frame)
        yield
        mask = Image.new("L", before.size, 255)
        ImageDraw.Draw(mask).polygon([(x - frame[0], y - frame[1]) for x, y in placed], fill=0)
        self._image.paste(before, frame[:2], mask)

    def webp(self, quality: int = 88) -> bytes:
        """The finished picture as WebP."""
        return self._encoded("WEBP", quality=quality, method=1)

    def jpeg(self, quality: int = 88) -> bytes:
        """The finished picture as JPEG."""
        return self._encoded("JPEG", quality=quality)

    def _encoded(self, form: str, **options: int) -> bytes:
        file = io.BytesIO()
        self._image.reduce(self._smaller).save(file, form, **options)
        return file.getvalue()

    def _placed(self, points: Sequence[Point]) -> list[Point]:
        a, b, c, d, e, f = self._turn
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]
