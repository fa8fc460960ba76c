"""Scenes of the city: the evening skyline, the path to the office in bloom."""

import math
import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance, in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter, mixed
from biztweet.demo.curves import oval
from biztweet.demo.scenery import cloud, ridge


def skyline(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A city by a river in the evening."""
    top, middle, low, town = (hexed(c) for c in in_turn(_EVENINGS, variant))
    canvas.fade(0, 0, 600, 150, top, middle)
    canvas.fade(0, 150, 600, 130, middle, low)
    sun = pick.uniform(150, 450)
    for size, share in ((92, 0.14), (66, 0.2), (42, 1.0)):
        canvas.veil(oval(sun, 226, size, size), hexed("#fff0c0"), share)
    for _ in range(5):
        cloud(
            canvas,
            pick.uniform(0, 600),
            pick.uniform(30, 130),
            pick.uniform(0.6, 1.3),
            mixed(middle, (255, 255, 255), 0.3),
        )
    ridge(canvas, pick, 262, 34, mixed(low, town, 0.35))
    hill = 600 - sun
    canvas.blob(
        f"{hill - 120},290! {hill - 40},226 {hill},214 {hill + 44},228 {hill + 130},290!", mixed(low, town, 0.5)
    )
    canvas.box(hill - 2, 150, 4, 68, mixed(low, town, 0.5))
    canvas.box(hill - 7, 184, 14, 10, mixed(low, town, 0.5), 3)
    for depth, share in enumerate((0.62, 0.8, 0.97)):
        x = -10.0
        while x < 600:
            wide = pick.uniform(26, 56)
            high = pick.uniform(40, 140 if chance(pick, 0.2) else 92) - depth * 16
            _tower(canvas, pick, x, 290, wide, high, mixed(low, town, share))
            x += wide + pick.uniform(0, 8)
    canvas.fade(0, 290, 600, 110, mixed(town, low, 0.45), mixed(town, top, 0.4))
    for at in range(40):
        y = 296 + at * 2.6
        half = pick.uniform(6, 44) * (1 - at / 60)
        x = sun + pick.uniform(-26, 26)
        canvas.stroke(
            [(x - half, y, False), (x, y, False), (x + half, y, False)],
            mixed(low, hexed("#fff0c0"), 0.5),
            1.8,
            taper=0.8,
        )
    for _ in range(36):
        x, y = pick.uniform(0, 600), pick.uniform(300, 394)
        canvas.stroke(
            [(x, y, False), (x + 12, y, False), (x + pick.uniform(24, 60), y, False)],
            mixed(town, low, 0.55),
            1.4,
            taper=0.8,
        )
    _bridge(canvas, darker(town, 0.2))


def blossom(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """Cherry trees along a path."""
    top, low = (
        hexed(c)
        for c in in_turn(
            (("#9fd0ec", "#e9f4f7"), ("#b9c9f0", "#f7ecf2"), ("#8fc7e0", "#f4efe0"), ("#f7c9b0", "#fdeee0")), variant
        )
    )
    canvas.fade(0, 0, 600, 300, top, low)
    office = mixed(low, hexed("#5f7a96"), 0.55)
    canvas.box(212, 86, 176, 214, office)
    canvas.box(212, 86, 60, 214, lighter(office, 0.12))
    for row in range(9):
        for column in range(8):
            canvas.box(
                222 + column * 20, 98 + row * 22, 13, 13, mixed(low, office, 0.25 if (row + column) % 3 else 0.6)
            )
    canvas.box(0, 292, 600, 108, hexed("#9cc07a"))
    canvas.shape([(262, 292), (338, 292), (520, 400), (80, 400)], hexed("#efe2d0"))
    canvas.shape([(262, 292), (266, 292), (100, 400), (80, 400)], hexed("#d3c2aa"))
    canvas.shape([(334, 292), (338, 292), (520, 400), (500, 400)], hexed("#d3c2aa"))
    for depth in range(3):
        for side in (-1, 1):
            size = 0.62 + depth * 0.4
            _cherry(canvas, pick, 300 + side * (92 + depth * 84), 304 + depth * 34, size)
    _bicycle(canvas, 388, 352, hexed(pick.choice(("#2f6f8f", "#d9583b", "#e0a93f", "#3f7a58"))))
    for _ in range(90):
        x, y = pick.uniform(0, 600), pick.uniform(60, 396)
        with canvas.turned(pick.uniform(0, 180), (x, y)):
            canvas.oval(x, y, 3.4, 2, hexed(pick.choice(("#f9c4d2", "#fde3ea", "#f5a9bf"))))


_EVENINGS = (
    ("#3b3470", "#e2738a", "#fbc47a", "#2a2550"), ("#1f3a6b", "#c9627c", "#f8a66b", "#1f2447"),
    ("#5a3f78", "#f08f78", "#fcd68a", "#3a2a50"), ("#27506e", "#8fa8b8", "#f6c999", "#22354a"),
)  # fmt: skip


def _tower(canvas: Canvas, pick: random.Random, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
    canvas.box(x, y - high, wide, high, colour)
    if chance(pick, 0.24):
        canvas.box(x + wide / 2 - 1, y - high - 16, 2, 18, colour)
    elif chance(pick, 0.3):
        canvas.shape([(x, y - high), (x + wide, y - high), (x + wide, y - high - 12)], colour)
    lit, dim = hexed("#ffe2a0"), lighter(colour, 0.1)
    for row in range(int(high // 10) - 1):
        for column in range(int(wide // 8) - 1):
            if chance(pick, 0.7):
                canvas.box(x + 5 + column * 8, y - high + 7 + row * 10, 4, 5, lit if chance(pick, 0.34) else dim)


def _bridge(canvas: Canvas, colour: Colour) -> None:
    canvas.box(0, 330, 600, 7, colour)
    for x in range(40, 600, 130):
        canvas.box(x, 336, 9, 44, colour)
        canvas.stroke(f"{x - 60},336 {x + 4},300 {x + 70},336", colour, 3.4)
        canvas.oval(x + 4, 322, 3, 3, hexed("#ffe9b0"))


def _cherry(canvas: Canvas, pick: random.Random, x: float, y: float, size: float) -> None:
    bark = hexed("#6b4a44")
    canvas.stroke(f"{x},{y} {x + 4 * size},{y - 50 * size} {x - 2 * size},{y - 96 * size}", bark, 15 * size, taper=0.2)
    for turn in (-34, 30):
        canvas.stroke(
            f"{x},{y - 60 * size} {x + turn * 0.6 * size},{y - 92 * size} {x + turn * 1.3 * size},{y - 112 * size}",
            bark,
            7 * size,
            taper=0.3,
        )
    for pinks, low, count in (
        (("#ef9db6", "#f2aac0"), 0, 16),
        (("#f7bccd", "#f9c8d6"), 8, 16),
        (("#fddbe5", "#fde6ec"), 18, 10),
    ):
        for _ in range(count):
            angle, far = pick.uniform(0, math.tau), pick.random() ** 0.5
            px = x + 66 * size * far * math.cos(angle)
            py = y - (118 + low) * size + 44 * size * far * math.sin(angle)
            canvas.oval(px, py, pick.uniform(13, 24) * size, pick.uniform(11, 19) * size, hexed(pick.choice(pinks)))


def _bicycle(canvas: Canvas, x: float, y: float, frame: Colour) -> None:
    tyre = hexed("#2f3140")
    for dx in (0, 66):
        canvas.ring(oval(x + dx, y, 22, 22), tyre, 4)
        canvas.ring(oval(x + dx, y, 3, 3), tyre, 3)
    for line in (
        (0, 0, 22, -34),
        (22, -34, 56, -34),
        (56, -34, 30, 2),
        (30, 2, 22, -34),
        (0, 0, 30, 2),
        (66, 0, 53, -46),
    ):
        x0, y0, x1, y1 = line
        canvas.stroke([(x + x0, y + y0, True), (x + x1, y + y1, True)], frame, 4.4)
    canvas.stroke(f"{x + 46},{y - 50} {x + 54},{y - 47} {x + 64},{y - 52}", tyre, 4)
    canvas.stroke(f"{x + 12},{y - 40} {x + 22},{y - 42} {x + 32},{y - 40}", tyre, 6)
