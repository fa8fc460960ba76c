"""Hair: a style as layers of outlines, and how they are drawn in a colour."""

import msgspec

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import Colour, darker, lighter
from biztweet.demo.curves import Knot, outline


class Layer(msgspec.Struct, frozen=True):
    """One stroke or filled outline. `tone`: 0 as it is, above it lighter, below darker; `width` makes it a stroke."""

    knots: str
    tone: float = 0.0
    width: float = 0.0


class Style(msgspec.Struct, frozen=True):
    """What lies behind the shoulders, behind the head and before it."""

    front: tuple[Layer, ...] = ()
    behind: tuple[Layer, ...] = ()
    far: tuple[Layer, ...] = ()


def draw(canvas: Canvas, layers: tuple[Layer, ...], colour: Colour, middle: tuple[float, float], half: float) -> None:
    """Draw layers on a head of that half width round `middle`."""
    for layer in layers:
        knots: list[Knot] = [(middle[0] + x * half, middle[1] + y, corner) for x, y, corner in outline(layer.knots)]
        tone = lighter(colour, layer.tone) if layer.tone > 0 else darker(colour, -layer.tone)
        if layer.width:
            canvas.stroke(knots, tone, layer.width, taper=0.85)
        else:
            canvas.blob(knots, tone)


def curl(x: float, y: float, radius: float, tone: float = 0.0) -> Layer:
    """A round tuft; `radius` in units."""
    r = radius / 72
    return Layer(f"{x - r},{y} {x},{y - radius} {x + r},{y} {x},{y + radius}", tone)
