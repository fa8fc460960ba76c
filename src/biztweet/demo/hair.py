"""Hair: draws the layers of a style in a colour."""

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import Colour, darker, lighter
from biztweet.demo.curves import Knot, outline
from biztweet.demo.hairstyles import Layer


def draw(canvas: Canvas, layers: tuple[Layer, ...], colour: Colour, middle: tuple[float, float], half: float) -> None:
    """Draw layers on a head of that half width round `middle`."""
    for layer in layers:
        knots: list[Knot] = [(middle[0] + x * half, middle[1] + y, corner) for x, y, corner in outline(layer.knots)]
        tone = lighter(colour, layer.tone) if layer.tone > 0 else darker(colour, -layer.tone)
        if layer.width:
            canvas.stroke(knots, tone, layer.width, taper=0.85)
        else:
            canvas.blob(knots, tone)
