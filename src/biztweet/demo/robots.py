"""Robots: the friendly faces of bots."""

import random

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import darker, hexed, lighter


def draw(seed: int) -> bytes:
    """A WebP of 400 x 400."""
    pick = random.Random(seed)
    background, shell, glow = (hexed(colour) for colour in pick.choice(_SCHEMES))
    canvas = Canvas(400, 400, background)
    canvas.oval(200, 214, 168, 168, lighter(background, 0.25))
    edge = darker(shell, 0.14)
    for x in pick.choice(((200,), (150, 250))):
        canvas.box(x - 4, 62, 8, 46, darker(shell, 0.35), 4)
        canvas.oval(x, 58, 15, 15, glow)
        canvas.oval(x - 5, 53, 4, 4, lighter(glow, 0.7))
    corner = pick.choice((34, 58, 90))
    canvas.box(118, 322, 164, 110, edge, 46)
    canvas.box(118, 314, 164, 110, shell, 46)
    canvas.box(172, 280, 56, 44, darker(shell, 0.3), 8)
    for x in (70, 302):
        canvas.box(x, 168, 28, 66, darker(shell, 0.28), 12)
    canvas.box(88, 106, 224, 190, edge, corner)
    canvas.box(88, 98, 224, 190, shell, corner)
    canvas.box(112, 132, 176, 122, hexed("#24293d"), min(corner, 60))
    _face(canvas, pick.choice(("round", "happy", "wide")), glow)
    canvas.oval(200, 362, 16, 16, glow)
    canvas.oval(200, 362, 8, 8, lighter(glow, 0.6))
    return canvas.webp()


def _face(canvas: Canvas, mood: str, glow: tuple[int, int, int]) -> None:
    for x in (160, 240):
        if mood == "happy":
            canvas.stroke(f"{x - 17},188 {x},170 {x + 17},188", glow, 9)
        else:
            canvas.oval(x, 182, 15, 15 if mood == "wide" else 19, glow)
            canvas.oval(x + 5, 176, 4.5, 4.5, (255, 255, 255))
    canvas.stroke("180,218 200,230 220,218", glow, 7)


_SCHEMES = (
    ("#b7c9e8", "#f3f5fa", "#5fd0c5"),
    ("#f3cf9b", "#fff6e8", "#f2845c"),
    ("#c8dcc0", "#f5f7ef", "#8fd468"),
    ("#d9c6ea", "#f8f3fc", "#c58df0"),
)
