"""Curves: smooth outlines through a few points, as the polygons that a canvas fills."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache

Point = tuple[float, float]
Knot = tuple[float, float, bool]

_HANDLE = 0.36  # of a segment's length: near the 0.35 with which two cubics draw a half circle
_STEPS = 6


@lru_cache(maxsize=2048)
def outline(text: str) -> tuple[Knot, ...]:
    """Knots written as `"x,y x,y! …"`; `!` makes a knot a corner."""
    knots = []
    for word in text.split():
        x, y = word.removesuffix("!").split(",")
        knots.append((float(x), float(y), word.endswith("!")))
    return tuple(knots)


def smooth(knots: Sequence[Knot], *, closed: bool) -> list[Point]:
    """The points of a smooth curve through `knots`, sharp at corners."""
    handles = [_handle(knots, at, closed=closed) for at in range(len(knots))]
    segments = len(knots) if closed else len(knots) - 1
    points: list[Point] = []
    for at in range(segments):
        end = (at + 1) % len(knots)
        points.extend(_cubic(knots[at], handles[at], knots[end], handles[end]))
    if not closed:
        points.append(knots[-1][:2])
    return points


def oval(x: float, y: float, width: float, height: float) -> list[Point]:
    """An ellipse round (x, y) with these half axes."""
    count = 12 + 4 * round(math.sqrt(max(width, height)) * 1.6)
    return [(x + width * c, y + height * s) for c, s in _circle(count)]


def ribbon(points: Sequence[Point], width: float, taper: float = 0.0) -> list[Point]:
    """The outline of a brush stroke along `points`; `taper` from 0 (even) to 1 (pointed at both ends)."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for at, (x, y) in enumerate(points):
        x0, y0 = points[max(at - 1, 0)]
        x1, y1 = points[min(at + 1, last)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        half = width / 2 * (1 - taper * abs(2 * at / last - 1) ** 2)
        dx, dy = -(y1 - y0) / length * half, (x1 - x0) / length * half
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return left + right[::-1]


def _handle(knots: Sequence[Knot], at: int, *, closed: bool) -> Point:
    """The direction of the curve at a knot, of length one; nothing at a corner or an open end."""
    corner = knots[at][2]
    if corner or (not closed and at in (0, len(knots) - 1)):
        return 0.0, 0.0
    x0, y0, _ = knots[at - 1]
    x1, y1, _ = knots[(at + 1) % len(knots)]
    length = math.hypot(x1 - x0, y1 - y0)
    return ((x1 - x0) / length, (y1 - y0) / length) if length else (0.0, 0.0)


def _cubic(start: Knot, leaving: Point, end: Knot, arriving: Point) -> list[Point]:
    x0, y0, _ = start
    x3, y3, _ = end
    reach = math.hypot(x3 - x0, y3 - y0) * _HANDLE
    x1, y1 = x0 + leaving[0] * reach, y0 + leaving[1] * reach
    x2, y2 = x3 - arriving[0] * reach, y3 - arriving[1] * reach
    return [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _WEIGHTS]


def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Bernstein's polynomials at even steps, the end left out."""
    return tuple(
        ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in (at / steps for at in range(steps))
    )


_WEIGHTS = _weights(_STEPS)


@cache
def _circle(count: int) -> tuple[Point, ...]:
    return tuple((math.cos(math.tau * at / count), math.sin(math.tau * at / count)) for at in range(count))
