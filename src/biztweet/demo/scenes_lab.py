"""Scenes of the laboratory: a prototype on the bench."""

import math
import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import in_turn
from biztweet.demo.colours import darker, hexed, lighter
from biztweet.demo.curves import Knot, oval


def device(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A prototype board wired to an oscilloscope."""
    bench = hexed(in_turn(("#44606b", "#57536b", "#5d6b52", "#6b5a4d"), variant))
    canvas.box(0, 0, 600, 400, bench)
    for x in range(0, 600, 30):
        canvas.box(x, 0, 1, 400, lighter(bench, 0.08))
    for y in range(0, 400, 30):
        canvas.box(0, y, 600, 1, lighter(bench, 0.08))
    canvas.box(336, 44, 236, 168, darker(bench, 0.5), 16)
    canvas.box(336, 36, 236, 168, hexed("#d8dbd6"), 16)
    canvas.box(352, 52, 152, 122, hexed("#14261f"), 8)
    for at in range(1, 6):
        canvas.box(352 + at * 25, 52, 1, 122, hexed("#2b4a3d"))
        canvas.box(352, 52 + at * 20, 152, 1, hexed("#2b4a3d"))
    pace, phase = pick.uniform(0.05, 0.12), pick.uniform(0, 6)
    wave: list[Knot] = [
        (356.0 + x, 112 + 34 * math.sin(phase + x * pace) * math.exp(-x / 260), False) for x in range(0, 146, 6)
    ]
    canvas.stroke(wave, hexed("#7df0a8"), 3)
    for at in range(3):
        canvas.oval(538, 72 + at * 40, 14, 14, hexed("#5b6166"))
        canvas.oval(538, 70 + at * 40, 11, 11, hexed("#8a9196"))
    _board(canvas, pick, 70, 120)
    for at, colour in enumerate(("#e0523f", "#f2c14e", "#3f9bd6", "#2b2f3a")):
        x = 160 + at * 34
        end = 372 + at * 38
        canvas.stroke(
            f"{x},130 {x + 20},{64 - at * 6} {x + 120},{40 + at * 30} {end - 20},{260 + at * 8} {end},204",
            hexed(colour),
            5,
        )
    canvas.box(392, 292, 150, 66, hexed("#f4efe2"), 4)
    for row in range(4):
        canvas.box(406, 304 + row * 12, pick.uniform(60, 116), 3, hexed("#a59f92"), 1)
    with canvas.turned(-32, (520, 300)):
        canvas.box(0, 0, 0.5, 0.5, bench)
        canvas.shape([(478, 292), (560, 292), (560, 302), (478, 302)], hexed("#e0a93f"))
        canvas.shape([(478, 292), (478, 302), (464, 297)], hexed("#f3e2c4"))


def _board(canvas: Canvas, pick: random.Random, x: float, y: float) -> None:
    green = hexed(pick.choice(("#1f7a55", "#20518f", "#2a2f3a", "#8a2f3a")))
    canvas.veil([(x + 8, y + 12), (x + 252, y + 12), (x + 252, y + 212), (x + 8, y + 212)], hexed("#10151a"), 0.35)
    canvas.box(x, y, 244, 200, green, 12)
    for cx, cy in ((14, 14), (230, 14), (14, 186), (230, 186)):
        canvas.oval(x + cx, y + cy, 8, 8, hexed("#e0c068"))
        canvas.oval(x + cx, y + cy, 4.5, 4.5, darker(green, 0.5))
    for at in range(10):
        start = y + 34 + at * 15
        bend = x + pick.uniform(60, 180)
        shift = pick.choice((-18, 18))
        canvas.stroke(
            [
                (x + 26, start, True),
                (bend, start, True),
                (bend + 14, start + shift, True),
                (x + 222, start + shift, True),
            ],
            lighter(green, 0.22),
            2.2,
        )
    canvas.box(x + 84, y + 66, 78, 78, hexed("#23252c"), 5)
    for at in range(9):
        for side in (-6, 78):
            canvas.box(x + 84 + side, y + 70 + at * 8, 6, 4, hexed("#d7dadf"))
            canvas.box(x + 88 + at * 8, y + 66 + side, 4, 6, hexed("#d7dadf"))
    canvas.text(x + 123, y + 105, "HW-7", 15, hexed("#aeb4c0"), "mm")
    for _ in range(14):
        left = pick.choice((pick.uniform(30, 70), pick.uniform(176, 214)))
        part, top = x + left, y + pick.uniform(30, 166)
        canvas.box(part, top, 15, 8, hexed("#d9c9a8"), 1)
        canvas.box(part + 4, top, 7, 8, hexed(pick.choice(("#3a3f4a", "#7a4a32", "#2f6f8f"))))
    for at in range(8):
        canvas.oval(x + 66 + at * 16, y + 14, 5, 5, hexed("#e0c068"))
    canvas.oval(x + 204, y + 172, 6, 6, hexed("#7df0a8"))
    canvas.ring(oval(x + 204, y + 172, 10, 10), lighter(green, 0.4), 1.5)
