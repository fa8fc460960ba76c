"""Colours: how one is derived from another."""

from functools import cache

Colour = tuple[int, int, int]


@cache
def hexed(text: str) -> Colour:
    """The colour written `#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with a `share` of `other`, from 0 to 1."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b


def darker(colour: Colour, share: float) -> Colour:
    """The colour in shade: towards a deep blue rather than black, as in daylight."""
    return mixed(colour, (34, 26, 62), share)


def lighter(colour: Colour, share: float) -> Colour:
    """The colour in light."""
    return mixed(colour, (255, 250, 240), share)


def in_shade(skin: Colour) -> Colour:
    """Skin in shade, which is redder than skin in light."""
    return mixed(skin, (156, 74, 60), 0.24)
