"""Heads: their shape and where they sit."""

from biztweet.demo.curves import Knot
from biztweet.demo.looks import Look

X, Y = 200.0, 184.0

# Half width; then how wide the jaw and the chin are as parts of it; then how low the chin sits.
_SHAPES = {
    "round": (75, 0.9, 0.56, 84),
    "oval": (70, 0.84, 0.5, 89),
    "heart": (73, 0.79, 0.4, 88),
    "square": (73, 0.93, 0.64, 86),
    "long": (67, 0.87, 0.52, 95),
}


def half_width(look: Look) -> float:
    """Of the head at the cheeks, in units."""
    return _SHAPES[look.shape][0] * look.wide * (0.97 if look.sex == "f" else 1.0)


def chin(look: Look) -> float:
    """How low the chin sits."""
    return Y + _SHAPES[look.shape][3]


def outline_of(look: Look) -> list[Knot]:
    """The knots of the head's outline, from the top clockwise."""
    half = half_width(look)
    _, jaw, chin, low = _SHAPES[look.shape]
    right = [
        (0.62, -76.0), (0.96, -34.0), (1.0, 10.0), (jaw, low * 0.58), (chin, low * 0.9), (0.0, low),
    ]  # fmt: skip
    knots = [(X, Y - 92, False)]
    knots += [(X + x * half, Y + y, False) for x, y in right]
    return knots + [(X - x * half, Y + y, False) for x, y in right[-2::-1]]
