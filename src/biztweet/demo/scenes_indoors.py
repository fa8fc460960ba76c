"""Scenes indoors: books in lamplight, a rainy window."""

import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance, in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter, mixed
from biztweet.demo.curves import oval


def books(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A stack of books and a mug under a lamp."""
    wall, table = (
        hexed(c)
        for c in in_turn(
            (("#2f3b52", "#8a5a3c"), ("#4a3b4f", "#9c6b48"), ("#2f4a47", "#7d5540"), ("#54423a", "#b07d52")), variant
        )
    )
    canvas.box(0, 0, 600, 400, wall)
    canvas.veil(oval(452, 160, 260, 230), hexed("#ffd98a"), 0.16)
    canvas.veil(oval(452, 170, 180, 160), hexed("#ffd98a"), 0.2)
    canvas.box(0, 318, 600, 82, table)
    canvas.box(0, 318, 600, 6, lighter(table, 0.2))
    canvas.veil(oval(440, 352, 150, 26), hexed("#ffe2a6"), 0.35)
    y = 318.0
    for _ in range(pick.randrange(5, 8)):
        high, wide = pick.uniform(24, 36), pick.uniform(190, 262)
        x, colour = 190 - wide / 2 + pick.uniform(-16, 16), hexed(pick.choice(_SPINES))
        y -= high
        canvas.box(x, y, wide, high, colour, 5)
        canvas.box(x + wide - 12, y + 3, 12, high - 6, hexed("#f7efdc"))
        canvas.box(x + 18, y, 9, high, lighter(colour, 0.35))
        canvas.box(x + 44, y + high / 2 - 3, wide * 0.36, 6, lighter(colour, 0.6), 3)
        canvas.box(x + 52 + wide * 0.36, y + high / 2 - 3, wide * 0.12, 6, lighter(colour, 0.45), 3)
    canvas.shape([(126, y), (228, y - 12), (238, y - 4), (136, y + 2)], hexed("#f7efdc"))
    canvas.shape([(120, y - 6), (226, y - 20), (240, y - 8), (134, y + 2)], hexed(pick.choice(_SPINES)))
    canvas.box(446, 150, 10, 170, hexed("#d9c7a8"), 4)
    canvas.oval(451, 320, 54, 10, hexed("#c9b48f"))
    canvas.shape([(404, 168), (498, 168), (476, 92), (426, 92)], hexed("#f6d58c"))
    canvas.shape([(404, 168), (498, 168), (495, 158), (407, 158)], hexed("#fff0c2"))
    mug = hexed(pick.choice(("#e2725b", "#8fc7b5", "#f3efe6", "#7d8cc4")))
    canvas.ring(oval(386, 302, 17, 19), mug, 8)
    canvas.box(318, 270, 66, 66, mug, 12)
    canvas.oval(351, 272, 33, 8, darker(mug, 0.3))
    for dx in (-12, 8):
        x = 351 + dx
        canvas.stroke(f"{x},258 {x + 7},244 {x - 5},228 {x + 4},210", lighter(wall, 0.3), 4, taper=0.8)


def rain(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A wet window before a grey city."""
    top, low = (
        hexed(c)
        for c in in_turn(
            (("#6f8296", "#b9c4cc"), ("#5d6f86", "#a9b6c6"), ("#77808f", "#c9c6c4"), ("#586b78", "#a4b8bb")), variant
        )
    )
    canvas.fade(0, 0, 600, 360, top, low)
    for depth in range(3):
        x = -20.0
        colour = mixed(low, darker(top, 0.35), 0.25 + 0.28 * depth)
        while x < 600:
            wide, high = pick.uniform(44, 92), pick.uniform(70, 190) - depth * 34
            canvas.box(x, 344 - high, wide, high + 30, colour)
            for _ in range(5):
                if chance(pick, 0.5):
                    canvas.oval(
                        x + pick.uniform(8, wide - 8),
                        344 - high + pick.uniform(12, 60),
                        6,
                        6,
                        mixed(colour, hexed("#ffdf9a"), 0.55),
                    )
            x += wide + pick.uniform(-4, 10)
    for _ in range(26):
        x, y, size = pick.uniform(0, 600), pick.uniform(0, 320), pick.uniform(8, 20)
        canvas.veil(oval(x, y, size, size), hexed(pick.choice(("#ffe0a8", "#ffd0c0", "#dff0ff"))), 0.2)
    for _ in range(120):
        x, y, size = pick.uniform(0, 600), pick.uniform(0, 344), pick.uniform(1.6, 5.2)
        if chance(pick, 0.2):
            canvas.stroke(
                f"{x},{y - size * 12} {x + 1},{y - size * 5} {x},{y}", mixed(low, (255, 255, 255), 0.35), 2, taper=0.9
            )
        canvas.oval(x, y, size, size * 1.2, mixed(low, darker(top, 0.3), 0.35))
        canvas.oval(x, y + size * 0.15, size * 0.86, size, mixed(low, (255, 255, 255), 0.2))
        canvas.oval(x - size * 0.3, y - size * 0.4, size * 0.3, size * 0.3, (255, 255, 255))
    frame = hexed("#f4efe6")
    for box in ((0, 0, 600, 16), (0, 0, 16, 400), (584, 0, 16, 400), (292, 0, 14, 350)):
        canvas.box(*box, frame)
    canvas.box(0, 344, 600, 56, frame)
    canvas.box(0, 344, 600, 8, darker(frame, 0.14))
    _umbrella(canvas, 470, hexed(pick.choice(("#d9583b", "#2f6f8f", "#e0a93f", "#5b4a8a"))))


_SPINES = ("#c8553d", "#2f6f73", "#e0a93f", "#5b5f97", "#8a9a5b", "#d98f7a", "#3f5266", "#b9a37e")


def _umbrella(canvas: Canvas, x: float, colour: Colour) -> None:
    with canvas.turned(-9, (x, 380)):
        canvas.stroke(f"{x},214 {x},188 {x + 14},178 {x + 22},192", hexed("#7a5238"), 7)
        canvas.blob(f"{x - 5},214! {x - 24},260 {x - 15},330 {x},386! {x + 15},330 {x + 24},260 {x + 5},214!", colour)
        canvas.blob(f"{x},216! {x - 4},270 {x},386! {x + 15},330 {x + 22},262", darker(colour, 0.16))
        canvas.shape([(x - 23, 272), (x + 23, 262), (x + 23, 273), (x - 23, 284)], darker(colour, 0.3))
