"""Hair styles: who wears which, and how often."""

from biztweet.demo.hair import Style
from biztweet.demo.hair_long import LONG
from biztweet.demo.hair_short import SHORT

MEN: dict[str, float] = {
    "side_part": 4, "two_block": 4, "comma": 4, "buzz": 1.5, "slick": 2, "curly": 2, "spiky": 1.5, "quiff": 3,
    "curtain": 3, "wavy": 3, "dandy": 3, "crop": 3,
}  # fmt: skip
OLDER_MEN: dict[str, float] = {"side_part": 5, "slick": 4, "receding": 4, "bald": 2, "crop": 2, "buzz": 1, "wavy": 2}
WOMEN: dict[str, float] = {
    "bob": 3, "bob_bangs": 3, "long": 4, "long_bangs": 3, "long_wavy": 4, "ponytail": 4, "low_bun": 2, "top_bun": 2,
    "pixie": 2, "lob": 4, "curls": 2, "side_swept": 3, "braid": 2,
}  # fmt: skip
OLDER_WOMEN: dict[str, float] = {"bob": 4, "lob": 4, "pixie": 3, "perm": 4, "low_bun": 3, "side_swept": 2}

STYLES: dict[str, Style] = SHORT | LONG
