"""Scenes on a table: a cake, a desk seen from above."""

import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter
from biztweet.demo.curves import oval
from biztweet.demo.scenery import SHADOW, planks


def cake(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A birthday cake under bunting."""
    wall, icing, sponge = (hexed(c) for c in in_turn(_CAKES, variant))
    canvas.box(0, 0, 600, 400, wall)
    canvas.oval(300, 240, 210, 210, lighter(wall, 0.3))
    for at in range(10):
        x = 8 + at * 65
        sag = 40 - abs(at - 4.5) ** 2 * 1.8
        colour = hexed(("#e8694f", "#f4b942", "#4f9d97", "#6a6fb5")[at % 4])
        canvas.shape([(x - 24, 22 + sag), (x + 24, 22 + sag), (x, 66 + sag)], colour)
    canvas.box(0, 322, 600, 78, darker(wall, 0.16))
    canvas.oval(300, 332, 178, 17, hexed("#f6f4f0"))
    canvas.oval(300, 328, 178, 15, hexed("#ffffff"))
    canvas.box(170, 222, 260, 104, sponge, 14)
    canvas.box(170, 268, 260, 12, lighter(sponge, 0.55))
    canvas.box(170, 208, 260, 40, icing, 16)
    for x in range(184, 430, 29):
        long = pick.uniform(14, 34)
        canvas.box(x - 9, 232, 19, long, icing, 9)
    for _ in range(46):
        canvas.oval(
            pick.uniform(180, 420),
            pick.uniform(216, 244),
            2.4,
            2.4,
            hexed(pick.choice(("#f4b942", "#4f9d97", "#ffffff", "#e8694f"))),
        )
    for x in range(212, 400, 36):
        colour = hexed(pick.choice(("#4f9d97", "#f4b942", "#e8694f", "#6a6fb5")))
        canvas.box(x - 4, 164, 8, 46, colour, 3)
        canvas.blob(f"{x},{136} {x + 7},{152} {x},{162} {x - 7},{152}", hexed("#f6a52c"))
        canvas.blob(f"{x},{145} {x + 3.5},{154} {x},{160} {x - 3.5},{154}", hexed("#fff1b8"))
    _gift(canvas, 496, 290, hexed("#6a6fb5"), hexed("#f8e9c8"))
    _gift(canvas, 92, 300, hexed("#4f9d97"), hexed("#fbe3d6"))


def desk(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A desk from above with laptop and coffee."""
    planks(canvas, pick, in_turn(("#e9d3b4", "#d8b68e", "#eee4d6", "#c8a482"), variant))
    canvas.veil([(172, 74), (452, 74), (452, 340), (172, 340)], SHADOW, 0.22)
    canvas.box(164, 60, 280, 150, hexed("#39404f"), 12)
    canvas.box(174, 70, 260, 132, hexed(pick.choice(("#22304a", "#2a2440", "#1f3a3a"))), 4)
    for row in range(9):
        x = 184.0 + pick.choice((0, 12, 12, 24))
        for _ in range(pick.randrange(1, 4)):
            wide = pick.uniform(18, 58)
            canvas.box(x, 80 + row * 13, wide, 5, hexed(pick.choice(_CODE)), 2)
            x += wide + 7
    canvas.box(156, 210, 296, 122, hexed("#c9ced6"), 12)
    canvas.box(170, 222, 268, 58, hexed("#aab1bc"), 6)
    for row in range(4):
        for column in range(13):
            canvas.box(174 + column * 20.2, 226 + row * 13.2, 17, 10, hexed("#f1f3f6"), 2)
    canvas.box(258, 288, 92, 38, hexed("#b7bdc7"), 6)
    _latte(canvas, 520, 136, hexed(pick.choice(("#e9efef", "#f2c6b4", "#bcd3cf", "#f6e0a6"))))
    canvas.box(470, 230, 96, 132, hexed(pick.choice(("#e2725b", "#4f7a78", "#5b5f97", "#e0a93f"))), 8)
    canvas.box(486, 230, 80, 132, hexed("#fdf8ee"), 6)
    for y in range(248, 346, 14):
        canvas.box(496, y, pick.uniform(24, 60), 2.4, hexed("#b9b2a6"), 1)
    with canvas.turned(24, (560, 300)):
        canvas.shape([(557, 220), (565, 220), (565, 330), (561, 344), (557, 330)], hexed("#2f3a4f"))
    _plant(canvas, pick, 82, 110)
    canvas.box(36, 244, 84, 104, hexed("#2d313c"), 14)
    canvas.box(41, 250, 74, 92, hexed("#7fb3c8"), 8)
    canvas.box(51, 262, 40, 8, hexed("#ffffff"), 4)
    canvas.box(51, 278, 54, 5, hexed("#cfe6ee"), 2)
    canvas.box(51, 289, 46, 5, hexed("#cfe6ee"), 2)


_CAKES = (
    ("#f6d3c8", "#f59aa0", "#b9784a"), ("#cfe3ea", "#fff7ea", "#8a5638"), ("#e5d8f0", "#c7a6e3", "#c98c58"),
    ("#f8e7bd", "#6f4433", "#4d2f25"),
)  # fmt: skip
_CODE = ("#7fd1c2", "#f2b880", "#b9a7f0", "#9fb6d9", "#e98b8b")


def _gift(canvas: Canvas, x: float, y: float, paper: Colour, ribbon: Colour) -> None:
    canvas.box(x - 40, y - 20, 80, 66, paper, 4)
    canvas.box(x - 45, y - 34, 90, 20, lighter(paper, 0.14), 4)
    canvas.box(x - 8, y - 34, 16, 80, ribbon)
    canvas.blob(f"{x},{y - 34}! {x - 30},{y - 58} {x - 32},{y - 36}", ribbon)
    canvas.blob(f"{x},{y - 34}! {x + 30},{y - 58} {x + 32},{y - 36}", ribbon)


def _latte(canvas: Canvas, x: float, y: float, cup: Colour) -> None:
    canvas.veil(oval(x + 5, y + 10, 66, 66), SHADOW, 0.25)
    canvas.oval(x, y, 64, 64, lighter(cup, 0.4))
    canvas.oval(x, y, 60, 60, cup)
    canvas.box(x + 38, y - 9, 40, 18, darker(cup, 0.1), 9)
    canvas.oval(x, y, 45, 45, lighter(cup, 0.5))
    canvas.oval(x, y, 40, 40, hexed("#8a5a3a"))
    canvas.oval(x, y, 37, 37, hexed("#a97248"))
    canvas.blob(
        f"{x},{y + 26}! {x - 25},{y - 2} {x - 13},{y - 18} {x},{y - 9}! {x + 13},{y - 18} {x + 25},{y - 2}",
        hexed("#f7e7cf"),
    )
    canvas.blob(
        f"{x},{y + 12}! {x - 11},{y - 1} {x - 6},{y - 8} {x},{y - 4}! {x + 6},{y - 8} {x + 11},{y - 1}",
        hexed("#c0905f"),
    )


def _plant(canvas: Canvas, pick: random.Random, x: float, y: float) -> None:
    canvas.veil(oval(x + 6, y + 10, 62, 62), SHADOW, 0.2)
    turn = pick.uniform(0, 60)
    for at in range(9):
        green = hexed(("#4f8a5b", "#6ba36b", "#3f7550")[at % 3])
        with canvas.turned(turn + at * 40, (x, y)):
            canvas.blob(f"{x},{y}! {x + 16},{y - 36} {x},{y - 72}! {x - 16},{y - 36}", green)
            canvas.stroke(f"{x},{y} {x},{y - 34} {x},{y - 64}", darker(green, 0.2), 1.6)
    canvas.oval(x, y, 13, 13, hexed("#3f6a48"))
