"""Scenes of meetings: a seminar, a whiteboard."""

import math
import random
from itertools import pairwise

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance, in_turn
from biztweet.demo.colours import Colour, darker, hexed, mixed
from biztweet.demo.curves import oval


def slide(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A talk: the screen, the speaker, the backs of heads."""
    room, accent, second = (hexed(c) for c in in_turn(_TALKS, variant))
    canvas.fade(0, 0, 600, 400, darker(room, 0.3), room)
    canvas.box(0, 330, 600, 70, darker(room, 0.45))
    canvas.veil([(300, -20), (560, 268), (130, 268)], hexed("#ffffff"), 0.07)
    canvas.box(124, 34, 432, 244, darker(room, 0.6), 6)
    canvas.box(130, 40, 420, 232, hexed("#fdfbf6"), 3)
    title, subtitle = in_turn(_TITLES, variant)
    canvas.box(130, 40, 12, 232, accent)
    canvas.text(162, 58, title, 27, hexed("#2a2c3c"))
    canvas.text(162, 94, subtitle, 13, hexed("#8a8796"))
    for at in range(4):
        y = 128 + at * 33
        canvas.oval(168, y + 5, 4.5, 4.5, accent)
        canvas.box(182, y, pick.uniform(90, 140), 8, hexed("#c9c6cf"), 4)
        canvas.box(182, y + 13, pick.uniform(50, 110), 6, hexed("#e2dfe6"), 3)
    heights = sorted(pick.uniform(26, 122) for _ in range(6))
    if chance(pick, 0.4):
        pick.shuffle(heights)
    for at, high in enumerate(heights):
        canvas.box(
            352 + at * 31,
            252 - high,
            21,
            high,
            accent if at == len(heights) - 1 else mixed(second, (255, 255, 255), 0.25),
            4,
        )
    canvas.box(344, 252, 192, 2, hexed("#bdb9c4"))
    knots = [(362.0 + at * 31, 240 - high - 10, False) for at, high in enumerate(heights)]
    canvas.stroke(knots, hexed("#2a2c3c"), 2.6)
    _speaker(canvas, pick, 70, 176, accent)
    for row, (y, size) in enumerate(((336, 25), (382, 34))):
        gap = 74 + row * 22
        for at in range(9):
            x = at * gap - 14 + row * 30 + pick.uniform(-9, 9)
            _head_from_behind(canvas, pick, x, y + pick.uniform(-4, 4), size, room)


def whiteboard(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """Boxes, arrows and sticky notes."""
    wall = hexed(in_turn(("#d9dfe4", "#e9dfd2", "#cfdcd6", "#dcd6e6"), variant))
    canvas.box(0, 0, 600, 400, wall)
    canvas.box(0, 372, 600, 28, darker(wall, 0.18))
    canvas.box(34, 26, 532, 318, darker(wall, 0.3), 10)
    canvas.box(34, 22, 532, 318, hexed("#b9c0c7"), 10)
    canvas.box(44, 32, 512, 298, hexed("#fcfdfd"), 4)
    canvas.veil([(120, 32), (230, 32), (90, 330), (44, 330), (44, 210)], hexed("#dfe8ee"), 0.35)
    ink = [hexed(c) for c in ("#2b3f78", "#c23b3b", "#2f7d55", "#2b2f3a")]
    pick.shuffle(ink)
    words = in_turn(_SKETCHES, variant)
    canvas.text(66, 46, words[0], 22, ink[0])
    _wobble(canvas, pick, [(66, 76), (66 + len(words[0]) * 11, 75)], ink[0], 2.4)
    spots = [(78, 116), (228, 102), (228, 196), (92, 226)]
    for (x, y), word in zip(spots, words[1:], strict=True):
        _wobble(canvas, pick, [(x, y), (x + 92, y), (x + 92, y + 48), (x, y + 48), (x, y)], ink[1], 2.8)
        canvas.text(x + 46, y + 24, word, 16, ink[3], "mm")
    for arrow in (
        ((172, 138), (224, 128)),
        ((274, 152), (274, 192)),
        ((226, 222), (188, 246)),
        ((136, 168), (138, 222)),
    ):
        _arrow(canvas, pick, *arrow, ink[2])
    _wobble(canvas, pick, [(80, 300), (120, 312), (170, 296), (230, 310), (300, 298)], ink[1], 2.4)
    canvas.ring(oval(274, 220, 62, 36), ink[1], 2.6)
    for row in range(3):
        for column in range(3):
            if chance(pick, 0.9):
                _sticky(canvas, pick, 368 + column * 60 + pick.uniform(-4, 4), 56 + row * 66 + pick.uniform(-4, 4))
    for row, word in enumerate(words[1:4]):
        y = 262 + row * 20
        _wobble(canvas, pick, [(374, y), (386, y), (386, y + 11), (374, y + 11), (374, y)], ink[3], 1.8)
        if row < 2:
            canvas.stroke(f"{376},{y + 5} {380},{y + 10} {390},{y - 3}", ink[2], 2.6)
        canvas.text(396, y - 1, word, 12, ink[3])
    canvas.box(180, 336, 240, 11, hexed("#9aa2aa"), 4)
    for at, colour in enumerate(ink):
        canvas.box(200 + at * 42, 329, 32, 8, colour, 3)
    canvas.box(376, 325, 34, 12, hexed("#4b5563"), 3)


_TALKS = (
    ("#3a4266", "#e8694f", "#7d8cc4"), ("#3d3550", "#f0a63c", "#8f7fb8"), ("#2d4a52", "#3f9c8f", "#86b8bd"),
    ("#4d3f45", "#d2604a", "#c6a08a"),
)  # fmt: skip
_TITLES = (
    ("From boards to talk", "What 300 posts on a Monday taught us"),
    ("Queues without tears", "Platform seminar 14"),
    ("Seeing like a customer", "Twelve interviews, three surprises"),
    ("Small radios, long nights", "Device Research, quarterly"),
)
_SKETCHES = (
    ("How a post travels", "writer", "queue", "screens", "search"),
    ("Login, second try", "phone", "gateway", "directory", "token"),
    ("Returns desk", "customer", "hotline", "stock", "courier"),
    ("Line 3 sensors", "press", "edge box", "MES", "alarm"),
)
_SPINES = ("#c8553d", "#2f6f73", "#e0a93f", "#5b5f97", "#8a9a5b", "#d98f7a", "#3f5266", "#b9a37e")
_HAIR = ("#1b1a24", "#241f28", "#2e2429", "#3a2a28", "#4a3430", "#5c5a66")


def _speaker(canvas: Canvas, pick: random.Random, x: float, y: float, accent: Colour) -> None:
    skin, hair = hexed("#f0c6a2"), hexed(pick.choice(_HAIR))
    canvas.blob(
        f"{x - 36},350! {x - 32},{y + 48} {x - 12},{y + 34} {x + 12},{y + 34} {x + 32},{y + 48} {x + 36},350!",
        darker(accent, 0.25),
    )
    canvas.stroke(f"{x + 26},{y + 58} {x + 46},{y + 52} {x + 60},{y + 24}", darker(accent, 0.25), 15)
    canvas.oval(x + 61, y + 20, 8, 8, skin)
    canvas.box(x - 8, y + 16, 16, 24, darker(skin, 0.12), 6)
    canvas.oval(x, y, 21, 25, skin)
    canvas.blob(
        f"{x - 23},{y + 6}! {x - 25},{y - 16} {x},{y - 33} {x + 25},{y - 14} {x + 22},{y + 2}! {x + 10},{y - 12} "
        f"{x - 14},{y - 10}",
        hair,
    )
    canvas.box(x - 46, 262, 92, 90, hexed("#5a4538"), 4)
    canvas.box(x - 54, 254, 108, 14, hexed("#6f5646"), 4)


def _head_from_behind(canvas: Canvas, pick: random.Random, x: float, y: float, size: float, room: Colour) -> None:
    hair = mixed(hexed(pick.choice(_HAIR)), darker(room, 0.6), 0.3)
    shirt = mixed(hexed(pick.choice(_SPINES)), darker(room, 0.6), 0.55)
    canvas.blob(
        f"{x - size * 1.7},{y + size * 3}! {x - size * 1.4},{y + size * 1.2} {x},{y + size * 0.7} "
        f"{x + size * 1.4},{y + size * 1.2} {x + size * 1.7},{y + size * 3}!",
        shirt,
    )
    canvas.box(
        x - size * 0.34, y + size * 0.5, size * 0.68, size * 0.7, mixed(hexed("#c99d7c"), darker(room, 0.5), 0.5), 4
    )
    canvas.oval(x, y, size * 0.86, size, hair)
    if chance(pick, 0.4):
        canvas.box(x - size * 0.86, y, size * 1.72, size * 1.3, hair, size * 0.5)


def _wobble(canvas: Canvas, pick: random.Random, points: list[tuple[float, float]], ink: Colour, width: float) -> None:
    """A line as a hand draws it."""
    knots = [
        (x0 + (x1 - x0) * t + pick.uniform(-1, 1), y0 + (y1 - y0) * t + pick.uniform(-1, 1), t == 0)
        for (x0, y0), (x1, y1) in pairwise(points)
        for t in (0.0, 0.5)
    ]
    canvas.stroke([*knots, (*points[-1], True)], ink, width)


def _arrow(
    canvas: Canvas, pick: random.Random, start: tuple[float, float], end: tuple[float, float], ink: Colour
) -> None:
    _wobble(canvas, pick, [start, end], ink, 2.6)
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    for turn in (2.6, -2.6):
        tip = (end[0] + 10 * math.cos(angle + turn), end[1] + 10 * math.sin(angle + turn))
        canvas.stroke([(*end, True), (*tip, True)], ink, 2.6)


def _sticky(canvas: Canvas, pick: random.Random, x: float, y: float) -> None:
    colour = hexed(pick.choice(("#ffe27a", "#ffb6a3", "#a9dfc9", "#b9d2f5", "#e6c3f0")))
    with canvas.turned(pick.uniform(-5, 5), (x + 24, y + 24)):
        canvas.shape([(x + 2, y + 3), (x + 52, y + 3), (x + 52, y + 53), (x + 2, y + 53)], hexed("#d5d9dd"))
        canvas.shape([(x, y), (x + 50, y), (x + 50, y + 50), (x, y + 50)], colour)
        for row in range(pick.randrange(2, 4)):
            line = y + 14 + row * 11
            canvas.stroke(
                [(x + 7, line, False), (x + 20, line - 1, False), (x + pick.uniform(28, 43), line, False)],
                darker(colour, 0.5),
                2,
            )
