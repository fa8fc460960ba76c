"""Scenery: pieces that several scenes share."""

import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance
from biztweet.demo.colours import Colour, darker, hexed, mixed
from biztweet.demo.curves import Knot

SHADOW = hexed("#4a2c1d")


def planks(canvas: Canvas, pick: random.Random, wood: str) -> None:
    """A wooden table top."""
    colour = hexed(wood)
    for y in range(0, 400, 66):
        canvas.box(0, y, 600, 66, mixed(colour, hexed("#7a4a2a"), pick.uniform(0, 0.1)))
        canvas.box(0, y, 600, 1.5, darker(colour, 0.22))
        for _ in range(3):
            x, grain = pick.uniform(-60, 500), y + pick.uniform(12, 56)
            canvas.stroke(
                f"{x},{grain} {x + 60},{grain + 3} {x + 140},{grain - 1}", darker(colour, 0.1), 1.6, taper=0.9
            )


def cloud(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A cloud round (x, y)."""
    for dx, dy, r in ((-34, 4, 14), (-14, -6, 20), (12, -3, 17), (34, 5, 12)):
        canvas.oval(x + dx * size, y + dy * size, r * size * 1.2, r * size * 0.7, colour)
    canvas.oval(x, y + 8 * size, 50 * size, 8 * size, colour)


def ridge(canvas: Canvas, pick: random.Random, y: float, rise: float, colour: Colour) -> None:
    """A line of hills from edge to edge, and all below it."""
    knots: list[Knot] = [(-30.0, y + 20, True)]
    x, up = 0.0, chance(pick, 0.5)
    while x < 620:
        knots.append((x, y - (pick.uniform(0.4, 1) if up else pick.uniform(-0.3, 0.2)) * rise, False))
        x += pick.uniform(44, 96)
        up = not up
    canvas.blob([*knots, (640.0, y + 20, True), (640.0, 420.0, True), (-30.0, 420.0, True)], colour)
