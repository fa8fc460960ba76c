"""Scenes of time off: a hike, a ball game."""

import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.chances import in_turn
from biztweet.demo.colours import Colour, darker, hexed, lighter, mixed
from biztweet.demo.curves import oval
from biztweet.demo.scenery import cloud, ridge


def mountain(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """Ridges, pines and three hikers on top."""
    top, low, far, near = (hexed(c) for c in in_turn(_HILLS, variant))
    canvas.fade(0, 0, 600, 260, top, low)
    sun = pick.uniform(90, 510)
    canvas.veil(oval(sun, 92, 70, 70), hexed("#fff6d8"), 0.3)
    canvas.oval(sun, 92, 38, 38, hexed("#fff3cf"))
    for _ in range(4):
        cloud(
            canvas,
            pick.uniform(20, 580),
            pick.uniform(50, 130),
            pick.uniform(0.7, 1.4),
            mixed(low, (255, 255, 255), 0.6),
        )
    for at in range(4):
        ridge(canvas, pick, 176 + at * 40, 56 - at * 5, mixed(far, near, at / 4))
    peak = pick.uniform(360, 460)
    ground = darker(near, 0.25)
    canvas.blob(
        f"-20,420! -20,372 120,352 240,330 {peak - 40},262 {peak},250 {peak + 60},262 540,322 620,350 620,420!", ground
    )
    canvas.stroke(
        f"{peak},262 {peak - 50},300 {peak + 10},330 {peak - 90},360 {peak - 40},410", lighter(ground, 0.42), 9
    )
    for _ in range(26):
        x = pick.uniform(-10, 610)
        if abs(x - peak) > 96:
            _pine(
                canvas,
                x,
                392 - max(0, 46 - abs(x - peak) * 0.12) + pick.uniform(0, 22),
                pick.uniform(0.7, 1.5),
                mixed(darker(near, 0.45), near, pick.random() * 0.4),
            )
    canvas.box(peak + 20, 216, 18, 42, hexed("#d8d3c8"), 5)
    canvas.box(peak + 14, 250, 30, 10, hexed("#b5aea2"), 4)
    for at, colour in enumerate(pick.sample(("#e2553f", "#f2b134", "#3f8fc4", "#ffffff", "#7a5bc0"), 3)):
        _hiker(canvas, peak - 46 + at * 25, 252 - (2 if at == 1 else 0), hexed(colour), waving=at == 1)


def stadium(canvas: Canvas, pick: random.Random, variant: int) -> None:
    """A ball game at night."""
    canvas.fade(0, 0, 600, 150, hexed(in_turn(("#141b3a", "#1c1a3e", "#10243a"), variant)), hexed("#3a4a7a"))
    for x in (64, 210, 390, 536):
        canvas.box(x - 3, 44, 6, 84, hexed("#20264a"))
        canvas.veil(oval(x, 40, 62, 48), hexed("#fff6d0"), 0.16)
        canvas.box(x - 30, 26, 60, 26, hexed("#2a3058"), 4)
        for lamp in range(8):
            canvas.oval(x - 22 + lamp % 4 * 15, 33 + lamp // 4 * 12, 5, 4.4, hexed("#fffbe6"))
    canvas.blob("-20,170! 120,112 300,98 480,112 620,170! 620,236! 300,176 -20,236!", hexed("#2d3560"))
    for _ in range(900):
        across = pick.uniform(0, 600)
        y = 118 + abs(across - 300) ** 2 / 1900 + pick.uniform(-8, 52)
        canvas.oval(across, y, 2.2, 2.2, hexed(pick.choice(_CROWD)))
    grass = hexed(pick.choice(("#3f9a4f", "#4aa552", "#379055")))
    canvas.blob("-20,232! 140,190 300,178 460,190 620,232! 620,420! -20,420!", grass)
    for at in range(-6, 7, 2):
        canvas.veil(
            [(300 + at * 26, 178), (300 + at * 26 + 26, 178), (300 + at * 110 + 110, 400), (300 + at * 110, 400)],
            lighter(grass, 0.4),
            0.2,
        )
    canvas.blob("300,222! 400,250 452,300! 300,384! 148,300! 200,250", hexed("#c98f5e"))
    canvas.shape([(300, 240), (404, 298), (300, 358), (196, 298)], grass)
    canvas.oval(300, 300, 24, 11, hexed("#c98f5e"))
    for x, y in ((300, 240), (404, 298), (300, 358), (196, 298)):
        canvas.shape([(x, y - 5), (x + 9, y), (x, y + 5), (x - 9, y)], hexed("#ffffff"))
    canvas.stroke("300,358 -20,190", hexed("#f4f0e6"), 2)
    canvas.stroke("300,358 620,190", hexed("#f4f0e6"), 2)
    home, away = hexed(pick.choice(("#ffffff", "#f8e9c8"))), hexed(pick.choice(("#d2453a", "#2f5fa8", "#2b2f3a")))
    for x, y, shirt in (
        (300, 292, home),
        (228, 262, home),
        (384, 262, home),
        (262, 232, home),
        (338, 232, home),
        (320, 352, away),
        (414, 292, away),
    ):
        _player(canvas, x, y, shirt)
    canvas.box(206, 52, 188, 62, hexed("#101528"), 6)
    canvas.text(222, 62, f"SEOUL  {pick.randrange(2, 9)}", 17, hexed("#ffd76a"))
    canvas.text(222, 86, f"BUSAN  {pick.randrange(2, 9)}", 17, hexed("#ffd76a"))
    canvas.text(336, 74, f"{pick.randrange(6, 10)}TH", 15, hexed("#9fe0b0"))


_HILLS = (
    ("#8fc3e6", "#e6f1ee", "#b5d0d8", "#3f7a5a"), ("#f5b98f", "#fdeccb", "#e8b9a0", "#7a5a6b"),
    ("#9ab8e8", "#f3e6ea", "#c3c6e0", "#4a5f8a"), ("#86c5c9", "#f1f5de", "#b8d8b9", "#4f8248"),
)  # fmt: skip
_CROWD = ("#e8694f", "#f4b942", "#f7efe0", "#6a9fd6", "#4f5a94", "#8a93c4", "#39426f", "#39426f")


def _pine(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    canvas.box(x - 3 * size, y - 6 * size, 6 * size, 12 * size, hexed("#5a4033"))
    for at in range(3):
        half, base = (24 - at * 6) * size, y - at * 17 * size
        canvas.shape([(x - half, base), (x + half, base), (x, base - 32 * size)], lighter(colour, 0.05 * at))


def _hiker(canvas: Canvas, x: float, y: float, jacket: Colour, *, waving: bool) -> None:
    dark = hexed("#2f3140")
    canvas.stroke(f"{x - 3},{y + 12} {x - 4},{y + 24}", dark, 4.4)
    canvas.stroke(f"{x + 3},{y + 12} {x + 5},{y + 24}", dark, 4.4)
    canvas.box(x - 11, y - 7, 8, 16, darker(jacket, 0.4), 3)
    canvas.box(x - 7, y - 9, 14, 24, jacket, 6)
    canvas.oval(x, y - 16, 6, 6.6, hexed("#efc5a0"))
    canvas.blob(f"{x - 7},{y - 17}! {x},{y - 26} {x + 7},{y - 17}!", darker(jacket, 0.25))
    arm = (
        f"{x + 6},{y - 5} {x + 13},{y - 14} {x + 14},{y - 26}"
        if waving
        else f"{x + 6},{y - 4} {x + 12},{y + 3} {x + 13},{y + 8}"
    )
    canvas.stroke(arm, jacket, 4)


def _player(canvas: Canvas, x: float, y: float, shirt: Colour) -> None:
    canvas.veil(oval(x, y + 12, 9, 3), hexed("#12301c"), 0.4)
    canvas.box(x - 4, y + 2, 3.4, 11, hexed("#e9e6dd"), 1)
    canvas.box(x + 1, y + 2, 3.4, 11, hexed("#e9e6dd"), 1)
    canvas.box(x - 5, y - 8, 10, 12, shirt, 4)
    canvas.oval(x, y - 12, 4, 4, hexed("#e9bd96"))
    canvas.blob(f"{x - 5},{y - 12}! {x},{y - 18} {x + 6},{y - 12}!", darker(shirt, 0.5))
