"""A drawn portrait for people without a photograph: friendly, nobody's likeness, always the same for the same person.

Paper cut-outs on a two-tone ground: a shape behind, shoulders, a head, something on it. Colour tells people apart
first, silhouette second, so it still does at 40 px. All faces have an emoji's yellow: it shows no one's age, sex, skin.
"""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple, TypeVar

from biztweet.media.cutouts import Colour, Paper, colour, mixed

SIDE_PX = 400

_INK = colour("#2b2a3d")
_WARM = colour("#e07b2a")
_BLUSH = colour("#ff5f57")
_BLACK = colour("#000000")
_SHOWN: Colour = (255,)
_NECK = (50, 66)

T = TypeVar("T")


class _Palette(NamedTuple):
    """Colours that go together."""

    light: Colour
    deep: Colour
    face: Colour
    hair: Colour
    shirt: Colour
    trim: Colour


_PALETTES = [
    _Palette(*map(colour, row.split()))
    for row in (
        "#ffdcb0 #ff8c55 #ffd84d #7d2a3c #2f4b7c #8fd3d1",
        "#a5ecd9 #2a9d8f #ffd875 #1f4552 #e2654a #ffe3a8",
        "#d3cdff #6f5fe0 #ffcf66 #2d1e6b #ff8a5c #fff0c9",
        "#b3dbff #3f88da #ffdb7d #1d3557 #f27a63 #fff6dc",
        "#ffccd8 #e65580 #ffdf85 #4a1a45 #2a6f97 #bfe6f5",
        "#c3ecc4 #2f8f6b #ffd563 #14453a #f09a3e #fff3c4",
        "#d9f0b4 #7ab03a #ffdb6e #24491f #7b4ea3 #f0c8ff",
        "#f8c6ea #a950bb #ffd66b #41124f #1f8f9b #c8f4f4",
        "#c3edf5 #2291a6 #ffd98a #0f3d49 #d9573f #fff0c2",
        "#ffc4ae #dc5040 #ffe08f #5a1414 #34568b #bfe3ef",
        "#c5d3ec #46639b #ffd27a #1b2845 #dd6a56 #ffe1d6",
        "#f3c9dd #8f3b76 #ffd768 #3b1036 #2f8f83 #ffe7b8",
    )
]


class _Choices:
    """What a seed decides, one question after the other."""

    def __init__(self, seed: str) -> None:
        self._bytes = iter(hashlib.sha256(seed.encode()).digest())

    def among(self, options: Sequence[T]) -> T:
        return options[next(self._bytes) * len(options) // 256]

    def between(self, least: float, most: float) -> float:
        return least + (most - least) * next(self._bytes) / 255


def placeholder(seed: str) -> bytes:
    """A PNG of 400 x 400 px drawn from `seed` (an account's id or handle); the same bytes for the same seed.

    Takes about a tenth of a second: draw it in a thread, and keep it.
    """
    choices = _Choices(seed)
    palette = choices.among(_PALETTES)
    paper = Paper(SIDE_PX, palette.light)
    _ground(paper, palette, choices)
    _shoulders(paper, palette, choices)
    _head(paper, palette, choices)
    file = BytesIO()
    paper.finished().save(file, "PNG")
    return file.getvalue()


def _ground(paper: Paper, palette: _Palette, choices: _Choices) -> None:
    bright, middle = mixed(palette.light, palette.deep, 0.12), mixed(palette.light, palette.deep, 0.55)
    corners = [bright, middle, middle, palette.deep]
    side = choices.among((-1, 1))
    paper.gradient(corners if side > 0 else [corners[1], corners[0], corners[3], corners[2]])
    stencil = paper.cut()
    match choices.among(("moon", "sun", "hills", "halo", "beam")):
        case "moon":
            stencil.disc(50, 47, 39, fill=(128,))
        case "sun":
            stencil.disc(50 - side * 26, 24, 19, fill=(150,))
        case "hills":
            stencil.disc(50 + side * 26, 104, 58, fill=(70,))
            stencil.disc(50 - side * 26, 118, 58, fill=(120,))
        case "halo":
            for radius, shine in ((47, 50), (37, 100), (27, 150)):
                stencil.disc(50, 45, radius, fill=(shine,))
        case _:
            foot = 50 - 70 * side
            stencil.polygon(
                (foot, 100), (foot + 80 * side, -10), (foot + 118 * side, -10), (foot + 38 * side, 110), fill=(90,)
            )
    paper.lay(palette.light, stencil)


def _shoulders(paper: Paper, palette: _Palette, choices: _Choices) -> None:
    shape = paper.cut()
    half = choices.between(36, 40)
    shape.card(50 - half, 72, 50 + half, 130, 26, fill=_SHOWN)
    cloth = Paper(SIDE_PX, palette.shirt)
    match choices.among(("round", "stripes", "v", "collar", "hood")):
        case "round":
            cloth.disc(50, 72, 15, 12, fill=palette.trim)
        case "stripes":
            for top in (80.5, 88.5, 96.5):
                cloth.card(0, top, 100, top + 3.8, fill=palette.trim)
        case "v":
            cloth.polygon((36, 68), (64, 68), (50, 93), fill=palette.trim)
        case "collar":
            cloth.polygon((50, 83), (35, 68), (32, 84), (41, 91), fill=palette.trim)
            cloth.polygon((50, 83), (65, 68), (68, 84), (59, 91), fill=palette.trim)
            for y in (91, 97):
                cloth.disc(50, y, 1.1, fill=palette.trim)
        case _:
            cloth.disc(50, 73, 20, 13, fill=mixed(palette.shirt, _BLACK, 0.14))
            for x in (43, 57):
                cloth.line((x, 80), (x, 94), 1.5, fill=palette.trim)
                cloth.disc(x, 94.5, 1.4, fill=palette.trim)
    paper.lay(cloth, shape)
    paper.card(42, 56, 58, 79, 8, fill=mixed(palette.face, _WARM, 0.42))


def _head(paper: Paper, palette: _Palette, choices: _Choices) -> None:
    top = choices.among(("parting", "curls", "quiff", "sweep", "knitted", "cap", "headphones"))
    head = Paper(SIDE_PX, (*palette.face, 0), "RGBA")
    _hair_behind(head, top, palette.hair)
    for x in (29.5, 70.5):
        head.disc(x, 47, 4.2, 5, fill=mixed(palette.face, _WARM, 0.2))
    skull = head.cut()
    skull.card(29.5, 24, 70.5, 67, 20, fill=_SHOWN)
    front = Paper(SIDE_PX, palette.face)
    _hair_in_front(front, top, palette.hair)
    head.lay(front, skull)
    _on_top(head, top, palette, choices)
    _features(head, palette, choices)
    paper.lay_tilted(head, choices.between(-7, 7), _NECK)


def _hair_behind(head: Paper, top: str, hair: Colour) -> None:
    match top:
        case "curls":
            for x, y, radius in ((33, 33, 10), (42, 24, 11), (54, 22, 11.5), (65, 29, 10.5), (69, 38, 8), (31, 42, 8)):
                head.disc(x, y, radius, fill=hair)
        case "quiff":
            head.card(33, 14, 69, 40, 10, fill=hair)
            head.disc(50, 36, 22, 17, fill=hair)
        case "parting" | "sweep":
            head.disc(50, 39, 23.5, 22.5, fill=hair)
        case "headphones":
            head.disc(50, 38, 22, 20, fill=hair)


def _hair_in_front(front: Paper, top: str, hair: Colour) -> None:
    match top:
        case "parting":
            front.disc(36, 22, 22, 16, fill=hair)
        case "curls":
            front.disc(50, 22, 24, 11, fill=hair)
        case "quiff":
            front.disc(40, 20, 30, 15, fill=hair)
        case "sweep":
            front.disc(66, 22, 24, 17, fill=hair)
            front.disc(36, 20, 14, 10, fill=hair)
        case "headphones":
            front.disc(50, 17, 30, 18, fill=hair)


def _on_top(head: Paper, top: str, palette: _Palette, choices: _Choices) -> None:
    wool, band = choices.among(((palette.trim, palette.hair), (palette.shirt, palette.trim)))
    side = choices.among((-1, 1))
    match top:
        case "knitted":
            head.slice((50, 35), (21.8, 22), (180, 360), fill=wool)
            head.disc(50, 12.5, 4.6, fill=band)
            head.card(26.5, 31, 73.5, 39, 4, fill=band)
        case "cap":
            head.slice((50, 35.5), (21.5, 20.5), (180, 360), fill=wool)
            head.card(*((46, 33.5, 83, 38.5) if side > 0 else (17, 33.5, 54, 38.5)), 2.5, fill=band)
            head.disc(50, 15, 2, 1.4, fill=band)
        case "headphones":
            head.arc((50, 43.5), (24.5, 26.5), (188, 352), 3.4, fill=palette.shirt)
            for left in (25.5, 67.5):
                head.card(left, 40, left + 7, 55, 3.5, fill=palette.shirt)


def _features(head: Paper, palette: _Palette, choices: _Choices) -> None:
    apart = choices.between(7.5, 9)
    laughing = choices.among((True, False, False))
    glasses = choices.among((True, False, False, False))
    for side in (-1, 1):
        x = 50 + side * apart
        if laughing:
            head.arc((x, 48.7), (3.2, 3.2), (190, 350), 1.6, fill=_INK)
        else:
            head.disc(x, 47.5, 2.2, 2.6, fill=_INK)
        head.disc(50 + side * 13.4, 54, 3.3, 2.4, fill=mixed(palette.face, _BLUSH, 0.36))
        if glasses:
            head.ring(x, 47.5, 6.2, 1.3, fill=_INK)
    if glasses:
        head.line((50 - apart + 6, 47.5), (50 + apart - 6, 47.5), 1.3, fill=_INK)
    match choices.among(("smile", "grin", "smirk")):
        case "smile":
            head.arc((50, 53), (5.4, 5.4), (25, 155), 1.6, fill=_INK)
        case "grin":
            head.slice((50, 54.4), (5.2, 5.4), (0, 180), fill=_INK)
        case _:
            head.arc((51, 53.8), (5, 4.3), (10, 140), 1.6, fill=_INK)
