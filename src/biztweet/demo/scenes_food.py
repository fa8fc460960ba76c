"""Scenes of food: a bowl and a canteen tray, seen from above."""

import math
import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance, in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter, mixed
from biztweet.demo.curves import Point, oval
from biztweet.demo.scenery import SHADOW, planks


def bibimbap(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A stone bowl from above, with vegetables in wedges."""
    planks(canvas, pick, in_turn(("#dcb88f", "#c99f74", "#e6c8a4", "#b98d68"), variant))
    x, y = 300 + pick.uniform(-22, 22), 208
    canvas.veil(oval(x + 8, y + 14, 160, 160), SHADOW, 0.3)
    canvas.oval(x, y, 158, 158, hexed("#35343b"))
    canvas.oval(x, y, 146, 146, hexed("#4a4850"))
    canvas.oval(x, y, 136, 136, hexed("#2a292f"))
    canvas.oval(x, y, 130, 130, hexed("#fbf5e6"))
    wedges = pick.sample(_VEGETABLES, 6)
    turn = pick.uniform(0, 1)
    for at, (colour, thin) in enumerate(wedges):
        _wedge(canvas, pick, (x, y), turn + at * math.tau / 6, hexed(colour), thin=thin)
    canvas.blob(
        f"{x - 50},{y + 4} {x - 34},{y - 40} {x + 10},{y - 50} {x + 50},{y - 20} {x + 44},{y + 30} {x},{y + 46}",
        hexed("#fffdf6"),
    )
    canvas.oval(x + 2, y - 3, 25, 25, hexed("#f0a028"))
    canvas.oval(x, y - 5, 23, 23, hexed("#f8b83e"))
    canvas.oval(x - 8, y - 13, 6, 4, hexed("#ffe9b4"))
    for _ in range(34):
        angle, far = pick.uniform(0, math.tau), pick.uniform(52, 112)
        canvas.oval(x + far * math.cos(angle), y + far * math.sin(angle), 1.8, 1.2, hexed("#fff3d0"))
    _small_plate(canvas, pick, 64, 92, hexed("#c8402e"))
    _small_plate(canvas, pick, 70, 300, hexed("#e9d9a0"))
    _soup(canvas, 520, 96)
    _spoon(canvas, 548, 190)


def tray(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A steel tray with six compartments."""
    canvas.box(0, 0, 600, 400, hexed(in_turn(("#cfe0dc", "#e7d7c9", "#d3d9ea", "#f0e2b8"), variant)))
    canvas.veil(oval(300, 380, 270, 20), SHADOW, 0.2)
    canvas.box(52, 42, 496, 330, hexed("#9aa3ad"), 34)
    canvas.box(52, 36, 496, 330, hexed("#cdd4da"), 34)
    canvas.box(60, 44, 480, 314, hexed("#dde3e8"), 28)
    dishes = pick.sample(_SIDES, 3)
    for at, (colour, speck) in enumerate(dishes):
        _compartment(canvas, 76 + at * 152, 58, 136, 108)
        _heap(canvas, pick, 144 + at * 152, 114, hexed(colour), hexed(speck))
    _compartment(canvas, 76, 182, 180, 162)
    _rice(canvas, pick, 166, 264)
    _compartment(canvas, 272, 182, 122, 162)
    _heap(canvas, pick, 333, 262, hexed(pick.choice(("#b5683a", "#c9793f", "#9c5030"))), hexed("#f1d49a"))
    _soup(canvas, 468, 264)


_VEGETABLES = (
    ("#f0873a", True), ("#4d8a48", True), ("#f4e6b0", True), ("#8b6046", False), ("#743c2b", False),
    ("#a8cf70", True), ("#fdf9ee", True), ("#d9503c", False), ("#6d5a86", True),
)  # fmt: skip
_SIDES = (
    ("#c8402e", "#f2b29a"), ("#5a8f4a", "#b7d68a"), ("#f0c04c", "#fff0c0"), ("#e9dcc0", "#c69a5b"),
    ("#8a4a3a", "#e9c9a0"), ("#6b4a35", "#e8d6b8"), ("#f2e9d8", "#e08a4a"),
)  # fmt: skip


def _wedge(canvas: Canvas, pick: random.Random, middle: Point, angle: float, colour: Colour, *, thin: bool) -> None:
    x, y = middle
    step = math.tau / 6
    edge = [(x + 122 * math.cos(angle + step * t / 10), y + 122 * math.sin(angle + step * t / 10)) for t in range(11)]
    canvas.shape([middle, *edge], colour)
    for _ in range(34):
        a, far = angle + step * pick.uniform(0.12, 0.88), pick.uniform(50, 112)
        px, py = x + far * math.cos(a), y + far * math.sin(a)
        shade = mixed(colour, hexed("#fff6df") if chance(pick, 0.5) else hexed("#3a2418"), 0.24)
        if thin:
            lean = a + pick.uniform(-0.6, 0.6)
            dx, dy = 13 * math.cos(lean), 13 * math.sin(lean)
            canvas.stroke(
                [(px - dx, py - dy, False), (px + dx * 0.2, py, False), (px + dx, py + dy, False)], shade, 4, taper=0.3
            )
        else:
            canvas.oval(px, py, pick.uniform(6, 11), pick.uniform(5, 8), shade)


def _small_plate(canvas: Canvas, pick: random.Random, x: float, y: float, food: Colour) -> None:
    canvas.veil(oval(x + 4, y + 8, 58, 58), SHADOW, 0.25)
    canvas.oval(x, y, 56, 56, hexed("#eef1ee"))
    canvas.oval(x, y, 44, 44, hexed("#fbfcfa"))
    _heap(canvas, pick, x, y, food, lighter(food, 0.55), 0.66)


def _heap(
    canvas: Canvas, pick: random.Random, x: float, y: float, colour: Colour, speck: Colour, size: float = 1.0
) -> None:
    canvas.oval(x, y + 5 * size, 50 * size, 36 * size, darker(colour, 0.2))
    for _ in range(26):
        angle, far = pick.uniform(0, math.tau), pick.random() ** 0.5
        px, py = x + 36 * size * far * math.cos(angle), y + 25 * size * far * math.sin(angle)
        with canvas.turned(pick.uniform(0, 180), (px, py)):
            canvas.oval(px, py, 15 * size, 8 * size, mixed(colour, hexed("#fff2d8"), pick.uniform(0, 0.26)))
    for _ in range(16):
        angle, far = pick.uniform(0, math.tau), pick.random() ** 0.5
        canvas.oval(
            x + 34 * size * far * math.cos(angle), y + 23 * size * far * math.sin(angle), 2.4 * size, 1.8 * size, speck
        )


def _compartment(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x, y, width, height, hexed("#b3bcc5"), 20)
    canvas.box(x + 2, y + 5, width - 4, height - 6, hexed("#c7cfd6"), 19)


def _rice(canvas: Canvas, pick: random.Random, x: float, y: float) -> None:
    canvas.oval(x, y + 7, 72, 54, hexed("#d9d3c4"))
    canvas.oval(x, y, 70, 52, hexed("#fffdf5"))
    for _ in range(90):
        angle, far = pick.uniform(0, math.tau), pick.random() ** 0.5
        px, py = x + 62 * far * math.cos(angle), y + 45 * far * math.sin(angle)
        with canvas.turned(pick.uniform(0, 180), (px, py)):
            canvas.oval(px, py, 4.6, 2.2, hexed(pick.choice(("#f1ecdd", "#fbf7ea", "#e9e2d0"))))
    for _ in range(12):
        canvas.oval(x + pick.uniform(-20, 20), y + pick.uniform(-14, 14), 1.6, 1.6, hexed("#3a2f2a"))


def _soup(canvas: Canvas, x: float, y: float) -> None:
    canvas.veil(oval(x + 5, y + 9, 66, 66), SHADOW, 0.25)
    canvas.oval(x, y, 64, 64, hexed("#f3f0e8"))
    canvas.oval(x, y, 54, 54, hexed("#b8622f"))
    canvas.oval(x, y + 2, 51, 50, hexed("#cb7a3d"))
    for dx, dy in ((-20, -12), (12, -22), (18, 14), (-12, 20), (-30, 10)):
        canvas.box(x + dx - 8, y + dy - 8, 17, 16, hexed("#fdf3dc"), 3)
    for dx, dy in ((0, 0), (-8, -30), (30, -6), (4, 32), (-34, -8)):
        canvas.ring(oval(x + dx, y + dy, 5, 5), hexed("#6fa24b"), 3)


def _spoon(canvas: Canvas, x: float, y: float) -> None:
    steel, edge = hexed("#e4e7ea"), hexed("#a9b0b8")
    canvas.oval(x - 28, y + 30, 16, 24, edge)
    canvas.oval(x - 28, y + 28, 15, 22, steel)
    canvas.box(x - 31, y + 48, 6, 130, steel, 3)
    for dx in (2, 14):
        canvas.box(x + dx, y + 6, 5, 172, edge, 2)
        canvas.box(x + dx, y + 6, 3.4, 172, steel, 2)
