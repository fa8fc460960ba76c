"""Glasses: five frames."""

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import mixed
from biztweet.demo.curves import oval, smooth
from biztweet.demo.heads import X, Y, half_width
from biztweet.demo.looks import Look


def draw(canvas: Canvas, look: Look) -> None:
    """Draw the glasses, if any, over the hair of the temples."""
    if not look.glasses:
        return
    gap = 31 + look.eye_gap
    y, colour, half = Y + 13, look.glasses_colour, half_width(look)
    wide, high, width = _LENSES[look.glasses]
    for side in (-1, 1):
        x = X + side * gap
        rim = oval(x, y, wide, high) if look.glasses in {"round", "oval", "thin"} else _rounded(x, y, wide, high)
        if look.glasses == "half":
            canvas.stroke(
                f"{x - wide},{y - high + 6} {x - wide + 5},{y - high} {x + wide - 5},{y - high} "
                f"{x + wide},{y - high + 6}",
                colour,
                5,
            )
            canvas.ring(rim, mixed(colour, (255, 255, 255), 0.4), 1.5)
        else:
            canvas.ring(rim, colour, width)
        canvas.stroke([(x + side * wide, y - 4, False), (X + side * (half + 2), y - 6, False)], colour, width)
    bridge = gap - wide
    canvas.stroke(f"{X - bridge},{y - 2} {X},{y - 6} {X + bridge},{y - 2}", colour, width)


_LENSES = {
    "round": (20, 20, 4.2),
    "square": (22, 17, 5.2),
    "half": (21, 15, 4),
    "oval": (21, 15, 3.8),
    "thin": (19, 18, 2.4),
}


def _rounded(x: float, y: float, wide: float, high: float) -> list[tuple[float, float]]:
    return smooth(
        [
            (x - wide, y - high * 0.5, False), (x - wide * 0.7, y - high, False), (x + wide * 0.7, y - high, False),
            (x + wide, y - high * 0.5, False), (x + wide * 0.9, y + high * 0.6, False),
            (x + wide * 0.5, y + high, False), (x - wide * 0.5, y + high, False),
            (x - wide * 0.9, y + high * 0.6, False),
        ],
        closed=True,
    )  # fmt: skip
