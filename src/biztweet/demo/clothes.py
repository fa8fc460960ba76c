"""Clothes: neck and shoulders, and what covers them."""

from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import Colour, darker, hexed, in_shade, lighter, mixed
from biztweet.demo.curves import outline, smooth
from biztweet.demo.looks import Look

_WOMAN = "90,420! 96,346 138,314 172,302 200,306 228,302 262,314 304,346 310,420!"
_MAN = "66,420! 74,344 124,310 168,298 200,304 232,298 276,310 326,344 334,420!"


def draw(canvas: Canvas, look: Look, chin: float) -> None:
    """Draw the upper body and the neck, which lies in the shade of a chin at that height."""
    _, _, garment, under = look.scheme
    half = 25 if look.sex == "f" else 31
    canvas.blob(_WOMAN if look.sex == "f" else _MAN, garment)
    body = smooth(outline(_WOMAN if look.sex == "f" else _MAN), closed=True)
    with canvas.within(body):
        _WEAR[look.clothes](canvas, garment, under, look.skin, half)
    _neck(canvas, look, half, chin)
    if look.clothes in _OVER_NECK:
        _OVER_NECK[look.clothes](canvas, garment, under, look.skin, half)


def _neck(canvas: Canvas, look: Look, half: float, chin: float) -> None:
    left, right = 200 - half, 200 + half
    shade = in_shade(look.skin)
    if look.clothes in {"turtleneck", "turtleneck_blazer"}:
        canvas.shape([(left, 230), (right, 230), (right, 290), (left, 290)], shade)
        return
    low = 326 if look.clothes in {"blouse", "cardigan"} else 316
    canvas.blob(
        f"{left},225! {left},286 {left - 6},300! 200,{low} {right + 6},300! {right},286 {right},225!", look.skin
    )
    canvas.blob(
        f"{left},225! {left},{chin - 8}! {left + 10},{chin + 6} 200,{chin + 14} {right - 10},{chin + 6} "
        f"{right},{chin - 8}! {right},225!",
        shade,
    )


def _collar(canvas: Canvas, colour: Colour, half: float, drop: float = 40) -> None:
    edge = darker(colour, 0.14)
    for side in (-1, 1):
        x = 200 + side * (half + 3)
        tip = 200 + side * 20
        inner = 200 + side * 2
        canvas.shape([(x, 284), (x + side * 10, 300), (tip + side * 6, 302 + drop), (inner, 322)], edge)
        canvas.shape([(x, 281), (x + side * 10, 297), (tip + side * 5, 298 + drop), (inner, 318)], colour)


def _tee(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    trim = darker(garment, 0.18)
    canvas.oval(200, 300, half + 16, 24, trim)
    canvas.oval(200, 298, half + 9, 19, skin)
    _folds(canvas, garment)


def _striped(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    for y in range(318, 410, 22):
        canvas.stroke(f"66,{y + 8} 200,{y + 14} 334,{y + 8}", under, 9)
    canvas.oval(200, 299, half + 16, 22, garment)
    canvas.oval(200, 297, half + 10, 18, skin)


def _sweater(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _folds(canvas, garment)
    canvas.oval(200, 302, half + 19, 27, lighter(garment, 0.14))
    canvas.oval(200, 298, half + 9, 18, under)
    canvas.oval(200, 295, half + 5, 15, skin)


def _hoodie(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _folds(canvas, garment)
    light = lighter(garment, 0.1)
    canvas.blob(
        f"{200 - half - 34},330 {200 - half - 26},286 200,280 {200 + half + 26},286 {200 + half + 34},330 200,352",
        light,
    )
    canvas.blob(f"{200 - half - 10},300 200,286 {200 + half + 10},300 226,326 200,338! 174,326", darker(garment, 0.3))
    canvas.blob(f"{200 - half - 6},296 200,286 {200 + half + 6},296 220,318 200,326 180,318", under)
    for side in (-1, 1):
        canvas.stroke(f"{200 + side * 22},330 {200 + side * 24},352 {200 + side * 21},376", under, 4.5)


def _shirt(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _buttoned(canvas, under)


def _oxford(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _buttoned(canvas, _washed(garment))


def _washed(garment: Colour) -> Colour:
    return mixed(garment, hexed("#eaf1f8"), 0.62)


def _buttoned(canvas: Canvas, cloth: Colour) -> None:
    canvas.shape([(60, 280), (340, 280), (340, 420), (60, 420)], cloth)
    _folds(canvas, cloth)
    canvas.stroke("200,320 200,410", darker(cloth, 0.12), 2)
    for y in (346, 374):
        canvas.oval(200, y, 2.6, 2.6, darker(cloth, 0.35))


def _overshirt(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    canvas.shape([(170, 280), (230, 280), (240, 420), (160, 420)], under)
    canvas.oval(200, 300, half + 14, 24, darker(under, 0.12))
    canvas.oval(200, 297, half + 8, 19, skin)
    for side in (-1, 1):
        edge = [
            (200 + side * (half - 2), 282),
            (200 + side * (half + 26), 296),
            (200 + side * 44, 420),
            (200 + side * 34, 420),
        ]
        canvas.shape(edge, darker(garment, 0.18))


def _blazer(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    canvas.shape([(200 - half - 14, 280), (200 + half + 14, 280), (212, 420), (188, 420)], under)
    _lapels(canvas, garment, half)


def _lapels(canvas: Canvas, garment: Colour, half: float) -> None:
    light, edge = lighter(garment, 0.08), darker(garment, 0.3)
    for side in (-1, 1):
        x = 200 + side * (half + 6)
        canvas.shape([(x, 280), (x + side * 34, 312), (x + side * 30, 342), (200, 420)], edge)
        canvas.shape(
            [(x, 280), (x + side * 30, 308), (x + side * 16, 330), (x + side * 28, 340), (200 + side * 2, 420)], light
        )


def _cardigan(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    canvas.shape([(200 - half - 12, 280), (200 + half + 12, 280), (206, 420), (194, 420)], under)
    band = darker(garment, 0.2)
    for side in (-1, 1):
        canvas.stroke(f"{200 + side * (half + 10)},286 {200 + side * 22},350 {200 + side * 6},412", band, 11)
    for y in (372, 394):
        canvas.oval(204, y, 3, 3, lighter(garment, 0.5))


def _blouse(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _folds(canvas, garment)
    canvas.shape([(200 - half - 12, 286), (200 + half + 12, 286), (200, 352)], darker(garment, 0.2))
    canvas.shape([(200 - half - 8, 284), (200 + half + 8, 284), (200, 344)], skin)


def _turtleneck(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _folds(canvas, garment)


def _turtleneck_blazer(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    canvas.shape([(150, 280), (250, 280), (214, 420), (186, 420)], _knit(garment, under))
    _lapels(canvas, garment, half + 6)


def _roll(canvas: Canvas, colour: Colour, half: float) -> None:
    canvas.blob(
        f"{200 - half - 5},268! 200,276 {200 + half + 5},268! {200 + half + 9},306! 200,316 {200 - half - 9},306!",
        colour,
    )
    canvas.stroke(f"{200 - half - 5},290 200,298 {200 + half + 5},290", darker(colour, 0.16), 3)


def _tie(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    _blazer(canvas, garment, under, skin, half)


def _knot(canvas: Canvas, garment: Colour, under: Colour, skin: Colour, half: float) -> None:
    silk = mixed(garment, hexed("#d9583b"), 0.72)
    canvas.shape([(191, 316), (209, 316), (217, 420), (183, 420)], silk)
    canvas.shape([(188, 310), (212, 310), (207, 330), (193, 330)], darker(silk, 0.16))
    _collar(canvas, under, half, drop=30)


def _folds(canvas: Canvas, colour: Colour) -> None:
    crease = darker(colour, 0.16)
    canvas.stroke("122,420 124,392 132,366", crease, 4, taper=0.8)
    canvas.stroke("278,420 276,392 268,366", crease, 4, taper=0.8)


def _knit(garment: Colour, under: Colour) -> Colour:
    return mixed(under, garment, 0.12)


_WEAR = {
    "tee": _tee, "striped": _striped, "sweater": _sweater, "hoodie": _hoodie, "shirt": _shirt, "oxford": _oxford,
    "overshirt": _overshirt, "blazer": _blazer, "cardigan": _cardigan, "blouse": _blouse,
    "turtleneck": _turtleneck, "turtleneck_blazer": _turtleneck_blazer, "tie": _tie,
}  # fmt: skip
_OVER_NECK = {
    "shirt": lambda canvas, _garment, under, _skin, half: _collar(canvas, under, half),
    "oxford": lambda canvas, garment, _under, _skin, half: _collar(canvas, _washed(garment), half),
    "blazer": lambda canvas, _garment, under, _skin, half: _collar(canvas, under, half, drop=26),
    "turtleneck": lambda canvas, garment, _under, _skin, half: _roll(canvas, garment, half),
    "turtleneck_blazer": lambda canvas, garment, under, _skin, half: _roll(canvas, _knit(garment, under), half),
    "tie": _knot,
}
