"""Portraits: a drawn face for each person of the made-up company, and a robot for each bot."""

import zlib
from functools import lru_cache

from biztweet.demo import clothes, faces, glasses, hair, heads, robots
from biztweet.demo.canvas import Canvas
from biztweet.demo.hairstyles import STYLES
from biztweet.demo.looks import Look, look_of
from biztweet.demo.people import DemoPerson

SIZE = 400
_NAPE = (200.0, 222.0)
_ZOOM = 1.17


def portrait(person: DemoPerson, variants: int | None = None) -> bytes:
    """A WebP of 400 x 400, the same for a person each time.

    With `variants`, people of one kind (sex, age, origin) share so many faces, each drawn once in a process:
    7,000 people then need some hundred drawings.
    """
    face = face_of(person, variants)
    return robots.draw(zlib.crc32(face.encode())) if isinstance(face, str) else _drawn(face)


def face_of(person: DemoPerson, variants: int | None = None) -> Look | str:
    """What the portrait shows: of two people with the same face it is the same. For a bot its handle."""
    return person.handle if person.is_bot else look_of(person, variants)


@lru_cache(maxsize=1024)
def _drawn(look: Look) -> bytes:
    canvas = Canvas(SIZE, SIZE, look.scheme[0])
    style, middle, half = STYLES[look.hair], (heads.X, heads.Y), heads.half_width(look)
    _ground(canvas, look)
    with canvas.turned(look.tilt, _NAPE, mirrored=look.mirrored, zoom=_ZOOM):
        hair.draw(canvas, style.far, look.hair_colour, middle, half)
    with canvas.turned(0, _NAPE, mirrored=look.mirrored, zoom=_ZOOM):
        clothes.draw(canvas, look, heads.chin(look))
    with canvas.turned(look.tilt, _NAPE, mirrored=look.mirrored, zoom=_ZOOM):
        hair.draw(canvas, style.behind, look.hair_colour, middle, half)
        faces.draw(canvas, look)
        hair.draw(canvas, style.front, look.hair_colour, middle, half)
        glasses.draw(canvas, look)
    return canvas.webp()


def _ground(canvas: Canvas, look: Look) -> None:
    """What stands behind the person."""
    second = look.scheme[1]
    if look.ground == "circle":
        canvas.oval(200, 214, 168, 168, second)
    elif look.ground == "half":
        canvas.shape(
            [(SIZE, 0), (SIZE, SIZE), (0, SIZE)] if look.mirrored else [(0, 0), (SIZE, SIZE), (0, SIZE)], second
        )
    elif look.ground == "hill":
        canvas.oval(200 + (60 if look.mirrored else -60), 420, 330, 230, second)
    elif look.ground == "arch":
        canvas.oval(200, 190, 150, 150, second)
        canvas.box(50, 190, 300, 210, second)
