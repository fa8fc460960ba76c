"""Looks: which face, hair, glasses and clothes a person is drawn with."""

import random
import zlib

import msgspec

from biztweet.demo.careers import LEAD
from biztweet.demo.chances import chance, weighted
from biztweet.demo.colours import Colour, hexed, mixed
from biztweet.demo.hairstyles import MEN, OLDER_MEN, OLDER_WOMEN, WOMEN
from biztweet.demo.people import DemoPerson


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """All that a portrait shows; equal looks are equal pictures."""

    sex: str
    old: int
    shape: str
    skin: Colour
    hair: str
    hair_colour: Colour
    eyes: str
    brows: str
    nose: str
    mouth: str
    glasses: str
    glasses_colour: Colour
    beard: str
    clothes: str
    ground: str
    scheme: tuple[Colour, Colour, Colour, Colour]
    earrings: str
    marks: str
    mirrored: bool
    tilt: float
    wide: float
    brow_lift: float
    eye_gap: float


_SKINS: dict[str, dict[str, float]] = {
    "korean": {"#fbe2cf": 3, "#f8d8be": 5, "#f3caa8": 4, "#e6b68f": 1.5},
    "east_asian": {"#f8d8be": 4, "#f3caa8": 4, "#e3b186": 2},
    "european": {"#fde0cf": 4, "#f9d3bb": 4, "#f1c09f": 3, "#e2ab85": 1},
    "latin": {"#efc19c": 3, "#dca679": 4, "#c48a5f": 2},
    "west_asian": {"#f1c5a0": 3, "#dfab80": 3, "#cb946a": 1},
    "south_asian": {"#cf9a6c": 3, "#b57f54": 4, "#976442": 2},
    "african": {"#a06c48": 3, "#82543a": 4, "#64402e": 3},
}
_DARK: dict[str, float] = {"#1f1b24": 5, "#2a2226": 4, "#35272a": 3}
_HAIRS: dict[str, dict[str, float]] = {
    "korean": {**_DARK, "#4a3028": 3, "#633d2c": 1.6, "#7d5238": 0.7, "#5a4a52": 0.5},
    "east_asian": {**_DARK, "#4a3028": 2, "#6b4330": 1},
    "european": {
        "#3b2823": 3,
        "#5b3b2a": 4,
        "#7f5535": 3,
        "#b5803f": 2.5,
        "#dcb266": 2.5,
        "#b5532f": 1.6,
        "#e7cb8c": 1,
    },
    "latin": {**_DARK, "#4a2f25": 4, "#6b4530": 1},
    "west_asian": {**_DARK, "#3f2a24": 4, "#5b3b2a": 1},
    "south_asian": {**_DARK, "#35252a": 2},
    "african": {"#211a1d": 5, "#2e2223": 3, "#4a2f25": 1},
}
_GREYS = ("#8e8a90", "#a9a5a8", "#c7c3c2", "#77727a")
# Background, its second tone, garment, what shows beneath or upon it.
_SCHEMES = (
    ("#f6c667", "#fbd98f", "#2f4a6d", "#fbf3e4"), ("#8fc7b5", "#abd7c9", "#f4efe6", "#e2725b"),
    ("#f3a48c", "#f8bda9", "#35516b", "#fdf4ea"), ("#9db8e2", "#b7cbec", "#f2b84b", "#fdf6e9"),
    ("#cbb5e0", "#dacbea", "#4b3f72", "#f7f1fb"), ("#f2d5c4", "#f8e4d8", "#b4543f", "#fff5ec"),
    ("#7fb3c8", "#9cc7d8", "#fbf7ef", "#d9694f"), ("#b9d08b", "#cbdda6", "#3d5a45", "#f8f5e6"),
    ("#e8b4bc", "#f1cbd1", "#6d4a63", "#fff4f2"), ("#f0c9a0", "#f6dabb", "#4f7a78", "#fbf4e6"),
    ("#a7d0dc", "#bfdfe8", "#c8553d", "#fdf3e7"), ("#d8d2c4", "#e5e0d5", "#2b3a4a", "#f4ede0"),
    ("#f5b971", "#f9cc95", "#5b4a8a", "#fdf5ea"), ("#9cc6a0", "#b4d6b7", "#27405c", "#fbf5e5"),
    ("#e6a57e", "#efbb9c", "#24505a", "#fbeeda"), ("#b7c4d6", "#cbd5e2", "#7a4a52", "#fcf3ef"),
    ("#f7d98b", "#fae6b0", "#d2694c", "#fff7e8"), ("#88bdbc", "#a4cecd", "#254e58", "#fbf1df"),
    ("#d6b8d8", "#e4cde5", "#3f6c8c", "#fdf4f4"), ("#c9dbb2", "#d9e6c8", "#8a5a44", "#fdf6ea"),
    ("#f1b6a0", "#f6cbba", "#4a6670", "#fff4ea"), ("#a9b7e0", "#c0cbea", "#3a3f6b", "#f6f2fb"),
    ("#e9d3a1", "#f1e1bd", "#6b7f5a", "#fdf8ea"), ("#9fd0c6", "#b8ddd5", "#8c4f6b", "#fdf2ee"),
)  # fmt: skip


def look_of(person: DemoPerson, variants: int | None = None) -> Look:
    """The look that a person always has; with `variants`, one of so many that people of their kind share."""
    seed = zlib.crc32(person.handle.encode())
    old = 2 if person.age >= 54 else 1 if person.age >= 46 else 0
    if variants is not None:
        seed = zlib.crc32(f"{person.sex}{person.heritage}{old}{seed % variants}".encode())
    pick = random.Random(seed)
    woman = person.sex == "f"
    clothes = _clothes(pick, person, woman=woman)
    hair = (OLDER_WOMEN if old else WOMEN) if woman else (OLDER_MEN if old else MEN)
    return Look(
        sex=person.sex,
        old=old,
        shape=weighted(pick, {"round": 3, "oval": 5, "heart": 2 + 2 * woman, "square": 2 + 2 * (not woman), "long": 2}),
        skin=hexed(weighted(pick, _SKINS[person.heritage])),
        hair=weighted(pick, hair),
        hair_colour=_hair_colour(pick, person.heritage, old),
        eyes=weighted(pick, {"dot": 5, "oval": 5, "smiling": 1.2, "bright": 4}),
        brows=weighted(pick, {"soft": 4, "straight": 4, "arched": 3, "thick": 0.5 if woman else 3}),
        nose=weighted(pick, {"hook": 4, "round": 3, "button": 3, "line": 3, "shade": 3}),
        mouth=weighted(pick, {"smile": 5, "grin": 4, "open": 3, "small": 2, "side": 3}),
        glasses=weighted(pick, {"": 6, "round": 1.6, "square": 1.6, "half": 0.9, "oval": 0.8, "thin": 1.0}),
        glasses_colour=hexed(pick.choice(("#2b2730", "#2b2730", "#5a3b30", "#7d3f35", "#3f5266", "#b08d57"))),
        beard="" if woman else _beard(pick, person.heritage, old),
        clothes=clothes,
        ground=weighted(pick, {"circle": 4, "half": 1.5, "hill": 1.5, "arch": 2, "plain": 1}),
        scheme=_scheme(pick, formal=clothes in {"blazer", "turtleneck_blazer", "tie"}),
        earrings=weighted(pick, {"": 5, "stud": 3, "hoop": 1.5, "drop": 1}) if woman else "",
        marks=_marks(pick, person.heritage),
        mirrored=chance(pick, 0.5),
        tilt=pick.uniform(-3.5, 3.5),
        wide=pick.uniform(0.95, 1.05),
        brow_lift=pick.uniform(-1.2, 1.2),
        eye_gap=pick.uniform(-2, 2.5),
    )


def _hair_colour(pick: random.Random, heritage: str, old: int) -> Colour:
    colour = hexed(weighted(pick, _HAIRS[heritage]))
    if old and chance(pick, 0.35 * old):
        return mixed(colour, hexed(pick.choice(_GREYS)), pick.uniform(0.55, 0.95))
    return colour


def _beard(pick: random.Random, heritage: str, old: int) -> str:
    if heritage in {"korean", "east_asian"}:
        return weighted(pick, {"": 22, "stubble": 1.5, "goatee": 0.8, "moustache": 0.6 * old})
    return weighted(pick, {"": 8, "stubble": 3, "full": 3, "goatee": 1, "moustache": 1})


def _clothes(pick: random.Random, person: DemoPerson, *, woman: bool) -> str:
    if person.level < LEAD:
        tie = {} if woman else {"tie": 4.0}
        return weighted(pick, {"blazer": 5, "turtleneck_blazer": 2, "shirt": 2, "blouse": 2.0 * woman, **tie})
    casual = {
        "tee": 4,
        "hoodie": 3,
        "sweater": 3,
        "shirt": 2.5,
        "oxford": 2,
        "cardigan": 2,
        "overshirt": 2,
        "turtleneck": 2,
    }
    if person.department_key in {"legal", "finance", "domestic_sales", "sales", "people"}:
        casual = {"blazer": 4, "shirt": 3, "oxford": 2.5, "sweater": 2, "cardigan": 2, "turtleneck": 1.5, "tee": 1}
    return weighted(pick, {**casual, "blouse": 3.0 * woman, "striped": 1.5})


def _marks(pick: random.Random, heritage: str) -> str:
    freckles = 1.5 if heritage == "european" else 0.2
    return weighted(pick, {"": 9, "freckles": freckles, "mole": 1, "dimple": 1, "rosy": 3})


def _scheme(pick: random.Random, *, formal: bool) -> tuple[Colour, Colour, Colour, Colour]:
    first, second, garment, under = (hexed(colour) for colour in pick.choice(_SCHEMES))
    if formal and sum(garment) > sum(under):
        garment, under = under, garment
    return first, second, garment, under
