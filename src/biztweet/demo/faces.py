"""Faces: ears, eyes, brows, nose, mouth, beard."""

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import Colour, darker, hexed, in_shade, mixed
from biztweet.demo.curves import Knot, oval, smooth
from biztweet.demo.heads import X, Y, half_width, outline_of
from biztweet.demo.looks import Look

INK = hexed("#2c2530")
_GOLD = hexed("#e0ac45")
_TEETH = hexed("#fffaf5")
_DEEP_SKIN = 400  # red, green and blue together: below it, ink needs the white of the eye around it


def draw(canvas: Canvas, look: Look) -> None:
    """Draw the head without its hair."""
    skin, shade = look.skin, in_shade(look.skin)
    half = half_width(look)
    knots = outline_of(look)
    for side in (-1, 1):
        canvas.oval(X + side * half, Y + 14, 12, 17, skin)
        canvas.oval(X + side * (half + 1), Y + 15, 6, 10, shade)
        _earring(canvas, look.earrings, X + side * (half + 2), Y + 31)
    canvas.blob(knots, skin)
    _cheeks(canvas, look, skin, half)
    if look.beard in {"stubble", "full"}:
        _jaw_beard(canvas, look, skin, knots)
    _eyes(canvas, look, skin)
    _brows(canvas, look)
    _nose(canvas, look, skin, shade)
    if look.beard in {"goatee", "moustache", "full"}:
        _moustache(canvas, look)
    _mouth(canvas, look, skin)
    _marks(canvas, look, skin, shade)


def _earring(canvas: Canvas, kind: str, x: float, y: float) -> None:
    if kind in {"stud", "drop"}:
        canvas.oval(x, y, 3.6, 3.6, _GOLD)
    if kind == "drop":
        canvas.oval(x, y + 10, 4.2, 6.4, _GOLD)
    elif kind == "hoop":
        canvas.ring(oval(x, y + 8, 8.5, 9.5), _GOLD, 2.6)


def _cheeks(canvas: Canvas, look: Look, skin: Colour, half: float) -> None:
    strength = 0.3 if look.marks == "rosy" else 0.17 if look.sex == "f" else 0.1
    rose = mixed(skin, hexed("#e8664f"), strength)
    for side in (-1, 1):
        canvas.oval(X + side * half * 0.62, Y + 40, 15, 9.5, rose)


def _eyes(canvas: Canvas, look: Look, skin: Colour) -> None:
    y, gap = Y + 12, 31 + look.eye_gap
    for side in (-1, 1):
        x = X + side * gap
        if look.eyes == "smiling":
            canvas.stroke(f"{x - 9},{y + 3} {x},{y - 5} {x + 9},{y + 3}", INK, 5)
            continue
        if look.eyes == "bright" or sum(skin) < _DEEP_SKIN:
            canvas.blob(
                f"{x - 11},{y + 1}! {x - 5},{y - 6} {x + 4},{y - 7} {x + 11},{y}! {x + 5},{y + 6} {x - 5},{y + 6}",
                _TEETH,
            )
            canvas.oval(x, y, 6.2, 6.8, INK)
            canvas.stroke(f"{x - 12},{y + 1} {x - 5},{y - 7} {x + 5},{y - 7} {x + 12},{y}", INK, 3.4, taper=0.5)
        else:
            canvas.oval(x, y, 5.6, 5.8 if look.eyes == "dot" else 7.6, INK)
        canvas.oval(x + 1.8, y - 2.4, 1.7, 1.7, (255, 255, 255))
        if look.sex == "f":
            canvas.stroke(
                f"{x + side * 2},{y - 6.5} {x + side * 7},{y - 5} {x + side * 11.5},{y - 6.5}", INK, 2.8, taper=0.5
            )
    if look.old:
        crease = darker(skin, 0.16)
        for side in (-1, 1):
            x = X + side * (gap + 17)
            canvas.stroke(f"{x},{y + 4} {x + side * 7},{y + 8}", crease, 2, taper=0.5)
            canvas.stroke(f"{x},{y} {x + side * 8},{y}", crease, 2, taper=0.5)


def _brows(canvas: Canvas, look: Look) -> None:
    colour = darker(look.hair_colour, 0.25)
    width = {"soft": 5, "straight": 5, "arched": 4.5, "thick": 8}[look.brows] * (0.85 if look.sex == "f" else 1.15)
    rise = {"soft": 3, "straight": 0.5, "arched": 6, "thick": 2.5}[look.brows]
    for side in (-1, 1):
        x = X + side * (32 + look.eye_gap)
        y = Y - 10 + side * look.brow_lift
        canvas.stroke(
            f"{x - side * 14},{y} {x + side * 2},{y - rise} {x + side * 14},{y + 3}", colour, width, taper=0.45
        )


def _nose(canvas: Canvas, look: Look, skin: Colour, shade: Colour) -> None:
    line = darker(mixed(skin, hexed("#b5452f"), 0.3), 0.1)
    y = Y + 34
    if look.nose == "hook":
        canvas.stroke(f"{X - 2},{y - 16} {X + 7},{y + 1} {X - 3},{y + 4}", line, 3.2, taper=0.3)
    elif look.nose == "round":
        canvas.stroke(f"{X - 8},{y} {X},{y + 6} {X + 8},{y}", line, 3.4, taper=0.3)
    elif look.nose == "button":
        canvas.oval(X, y, 9, 6.5, mixed(skin, line, 0.4))
    elif look.nose == "line":
        canvas.stroke(f"{X + 1},{y - 14} {X + 4},{y - 2} {X + 5},{y + 3} {X - 4},{y + 4}", line, 3, taper=0.3)
    else:
        canvas.blob(f"{X},{y - 20}! {X + 10},{y + 3} {X},{y + 6} {X - 4},{y + 2}", shade)


def _mouth(canvas: Canvas, look: Look, skin: Colour) -> None:
    y = Y + 57
    lip = mixed(darker(skin, 0.12), hexed("#c23b3b"), 0.62 if look.sex == "f" else 0.42)
    inside = mixed(lip, hexed("#5a1f2b"), 0.7)
    if look.mouth == "smile":
        canvas.stroke(f"{X - 17},{y - 3} {X},{y + 6} {X + 17},{y - 4}", lip, 4.6, taper=0.2)
    elif look.mouth == "side":
        canvas.stroke(f"{X - 13},{y} {X + 2},{y + 5} {X + 17},{y - 5}", lip, 4.6, taper=0.2)
    elif look.mouth == "small":
        canvas.stroke(f"{X - 10},{y} {X},{y + 4} {X + 10},{y}", lip, 5, taper=0.2)
    else:
        deep = 15 if look.mouth == "open" else 11
        sides, corner = y + deep * 0.7, y - 4
        lips: list[Knot] = [
            (X - 19, corner, True), (X, y - 1, False), (X + 19, corner, True),
            (X + 11, sides, False), (X, y + deep, False), (X - 11, sides, False),
        ]  # fmt: skip
        shape = smooth(lips, closed=True)
        canvas.shape(shape, inside if look.mouth == "open" else _TEETH)
        if look.mouth == "open":
            with canvas.within(shape):
                canvas.shape([(X - 20, y - 6), (X + 20, y - 6), (X + 20, y + 3), (X - 20, y + 3)], _TEETH)
                canvas.oval(X, y + deep + 2, 10, 7, hexed("#e2736b"))
        else:
            canvas.ring(shape, lip, 3)


def _jaw_beard(canvas: Canvas, look: Look, skin: Colour, head: list[Knot]) -> None:
    """The lower half of the head's own outline, and an upper edge across the cheeks."""
    colour = mixed(skin, look.hair_colour, 0.2 if look.beard == "stubble" else 0.94)
    jaw = [(x, y, False) for x, y in smooth(head, closed=True) if y > Y + 6]
    half = max(x for x, _, _ in jaw) - X
    cheeks = [(-0.8, 36), (-0.5, 45), (0.0, 42), (0.5, 45), (0.8, 36)]
    edge = [(X + x * half, Y + y) for x, y in cheeks]
    canvas.shape([(x, y) for x, y, _ in jaw] + edge, colour)


def _moustache(canvas: Canvas, look: Look) -> None:
    colour = darker(look.hair_colour, 0.06)
    y = Y + 46
    canvas.blob(
        f"{X - 24},{y + 7}! {X - 12},{y - 3} {X},{y} {X + 12},{y - 3} {X + 24},{y + 7}! {X + 10},{y + 7} "
        f"{X},{y + 6} {X - 10},{y + 7}",
        colour,
    )
    if look.beard == "goatee":
        canvas.blob(
            f"{X - 12},{y + 28} {X},{y + 25} {X + 12},{y + 28} {X + 8},{y + 42} {X},{y + 46} {X - 8},{y + 42}", colour
        )


def _marks(canvas: Canvas, look: Look, skin: Colour, shade: Colour) -> None:
    brown = darker(mixed(skin, hexed("#8a4a2f"), 0.45), 0.05)
    if look.marks == "freckles":
        for side in (-1, 1):
            for dx, dy in ((34, 28), (42, 33), (50, 28), (28, 34)):
                canvas.oval(X + side * dx, Y + dy, 1.7, 1.7, brown)
    elif look.marks == "mole":
        canvas.oval(X + 30, Y + 52, 2.4, 2.4, darker(brown, 0.3))
    elif look.marks == "dimple":
        for side in (-1, 1):
            canvas.stroke(f"{X + side * 27},{Y + 48} {X + side * 30},{Y + 54} {X + side * 27},{Y + 60}", shade, 2.4)
    if look.old > 1:
        for side in (-1, 1):
            canvas.stroke(
                f"{X + side * 15},{Y + 38} {X + side * 26},{Y + 48} {X + side * 27},{Y + 58}",
                darker(skin, 0.12),
                2.2,
                taper=0.5,
            )
