"""Scenes of work: a dashboard and team badges."""

import math
import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import chance, in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter, mixed
from biztweet.demo.curves import Knot


def dashboard(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A screen with figures and charts."""
    main, second, page = (hexed(c) for c in in_turn(_THEMES, variant))
    canvas.box(0, 0, 600, 400, page)
    canvas.box(0, 0, 92, 400, darker(main, 0.62))
    canvas.box(22, 22, 26, 26, main, 7)
    canvas.box(54, 30, 26, 9, hexed("#ffffff"), 4)
    for at in range(6):
        y = 78 + at * 32
        if at == 1:
            canvas.box(10, y - 9, 72, 26, darker(main, 0.4), 8)
        canvas.oval(28, y + 4, 6, 6, lighter(main, 0.3 if at == 1 else 0.0))
        canvas.box(42, y, pick.uniform(20, 34), 7, lighter(main, 0.55), 3)
    canvas.text(
        116,
        22,
        in_turn(("Orders, last 7 days", "Response time, p95", "Sign-ins by office", "Line 3 output"), variant),
        21,
        hexed("#2a2c3c"),
    )
    canvas.box(500, 24, 76, 22, hexed("#ffffff"), 11)
    canvas.box(512, 32, 40, 6, hexed("#c9c9d2"), 3)
    for at in range(3):
        _figure(canvas, pick, 116 + at * 156, 62, main, second)
    canvas.box(116, 158, 300, 218, hexed("#ffffff"), 12)
    _lines(canvas, pick, 136, 182, main, second)
    canvas.box(432, 158, 144, 104, hexed("#ffffff"), 12)
    for at in range(6):
        high = pick.uniform(18, 68)
        canvas.box(450 + at * 19, 246 - high, 12, high, main if at % 2 else second, 3)
    canvas.box(432, 272, 144, 104, hexed("#ffffff"), 12)
    share = pick.uniform(0.55, 0.85)
    _arc(canvas, 476, 324, 1.0, lighter(second, 0.6))
    _arc(canvas, 476, 324, share, main)
    canvas.text(476, 324, f"{round(share * 100)}%", 14, hexed("#2a2c3c"), "mm")
    for at, colour in enumerate((main, lighter(second, 0.6))):
        canvas.oval(524, 314 + at * 20, 4, 4, colour)
        canvas.box(533, 311 + at * 20, 30, 6, hexed("#d3d3db"), 3)


def badge(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """Three badges on lanyards among confetti."""
    wall, strap, accent = (hexed(c) for c in in_turn(_BADGES, variant))
    canvas.box(0, 0, 600, 400, wall)
    canvas.oval(300, 210, 250, 250, lighter(wall, 0.22))
    for _ in range(70):
        x, y = pick.uniform(0, 600), pick.uniform(0, 400)
        with canvas.turned(pick.uniform(0, 180), (x, y)):
            paper = hexed(pick.choice(("#e8694f", "#f4b942", "#4f9d97", "#6a6fb5", "#ffffff")))
            canvas.shape([(x - 5, y - 2.5), (x + 5, y - 2.5), (x + 5, y + 2.5), (x - 5, y + 2.5)], paper)
    names = pick.sample(("TEAM ORBIT", "TEAM PRESS", "TEAM RIVER", "TEAM NORTH", "TEAM LANTERN", "TEAM SPARK"), 3)
    for at, name in enumerate(names):
        x, y = 130 + at * 170, 150 + (26 if at == 1 else 0)
        with canvas.turned(pick.uniform(-4, 4), (x, 0)):
            for side in (-1, 1):
                canvas.stroke(
                    [(x + side * 46, -30, False), (x, y - 26, False)], darker(strap, 0.12 if side > 0 else 0.0), 13
                )
        _card(canvas, pick, x, y, name, accent)


_THEMES = (
    ("#4a6fd1", "#8fb3f0", "#f1f4fa"), ("#d9604a", "#f2b39a", "#faf4f1"), ("#2f8f83", "#8fcfc4", "#f0f7f5"),
    ("#7a5bc0", "#c2aeea", "#f5f2fb"),
)  # fmt: skip
_BADGES = (
    ("#f3d9c4", "#d9583b", "#2f4a6d"), ("#cfe0ea", "#2f6f8f", "#e0a93f"), ("#dcd0ea", "#5b4a8a", "#d2694c"),
    ("#d5e3c6", "#3f7a58", "#c8553d"),
)  # fmt: skip


def _figure(canvas: Canvas, pick: random.Random, x: float, y: float, main: Colour, second: Colour) -> None:
    canvas.box(x, y, 148, 82, hexed("#ffffff"), 12)
    canvas.box(x + 14, y + 14, 56, 7, hexed("#cfcfd8"), 3)
    canvas.text(
        x + 14,
        y + 30,
        pick.choice(
            (
                f"{pick.randrange(1, 99)},{pick.randrange(100, 999)}",
                f"{pick.randrange(20, 99)}.{pick.randrange(9)}%",
                f"{pick.randrange(80, 420)} ms",
            )
        ),
        20,
        hexed("#2a2c3c"),
    )
    rising = chance(pick, 0.7)
    green, red = hexed("#3aa675"), hexed("#d9583b")
    canvas.box(x + 14, y + 62, 34, 9, lighter(green if rising else red, 0.6), 4)
    spark: list[Knot] = [
        (x + 99 + at * 7, y + 56 - pick.uniform(0, 14) - (at * 3 if rising else -at * 2) + 4, False) for at in range(6)
    ]
    canvas.stroke(spark, second if rising else mixed(red, second, 0.3), 3)
    canvas.oval(spark[-1][0], spark[-1][1], 3.6, 3.6, main if rising else red)


def _lines(canvas: Canvas, pick: random.Random, x: float, y: float, main: Colour, second: Colour) -> None:
    for at in range(5):
        canvas.box(x, y + at * 40, 262, 1, hexed("#e8e8ee"))
        canvas.box(x - 2, y + at * 40 - 10, 14, 4, hexed("#d6d6de"), 2)
    for colour, low in ((second, 118.0), (main, 74.0)):
        level = low
        knots: list[Knot] = []
        for at in range(9):
            level = min(150.0, max(14.0, level + pick.uniform(-30, 24)))
            knots.append((x + 8 + at * 31, y + level, False))
        if colour is main:
            canvas.veil([(px, py) for px, py, _ in knots] + [(x + 256, y + 160), (x + 8, y + 160)], colour, 0.13)
        canvas.stroke(knots, colour, 4)
    for at in range(7):
        canvas.box(x + 14 + at * 36, y + 170, 18, 5, hexed("#d6d6de"), 2)


def _arc(canvas: Canvas, x: float, y: float, share: float, colour: Colour) -> None:
    steps = max(round(48 * share), 2)
    turns = [math.tau * (share * at / steps - 0.25) for at in range(steps + 1)]
    outer = [(x + 36 * math.cos(turn), y + 36 * math.sin(turn)) for turn in turns]
    inner = [(x + 24 * math.cos(turn), y + 24 * math.sin(turn)) for turn in turns]
    canvas.shape(outer + inner[::-1], colour)


def _card(canvas: Canvas, pick: random.Random, x: float, y: float, name: str, accent: Colour) -> None:
    canvas.veil([(x - 62, y + 10), (x + 74, y + 10), (x + 74, y + 192), (x - 62, y + 192)], darker(accent, 0.5), 0.18)
    canvas.box(x - 68, y, 136, 182, hexed("#fffdf8"), 12)
    canvas.box(x - 68, y, 136, 46, accent, 12)
    canvas.box(x - 68, y + 30, 136, 20, accent)
    canvas.box(x - 15, y + 8, 30, 8, darker(accent, 0.5), 4)
    canvas.box(x - 10, y - 30, 20, 40, hexed("#b9bec4"), 5)
    canvas.text(x, y + 34, "HANBIT WORKS", 10, hexed("#ffffff"), "mm")
    tone = hexed(pick.choice(("#f4b942", "#8fc7b5", "#f3a48c", "#9db8e2")))
    canvas.oval(x, y + 98, 36, 36, tone)
    for at in range(5):
        turn = math.tau * at / 5 - math.pi / 2
        canvas.oval(x + 17 * math.cos(turn), y + 98 + 17 * math.sin(turn), 10, 10, hexed("#fffdf8"))
    canvas.oval(x, y + 98, 9, 9, accent)
    canvas.text(x, y + 152, name, 13, hexed("#2a2c3c"), "mm")
    canvas.box(x - 30, y + 164, 60, 5, hexed("#d9d5cc"), 2)
