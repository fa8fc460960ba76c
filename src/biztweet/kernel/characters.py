"""Characters that no words of ours hold: they hide, overwrite or turn around what stands beside them.

And a range that addresses may hold unencoded.
"""

import re

from biztweet.kernel.errors import Invalid

CYRILLIC = r"\u0400-\u04ff"  # within a character class

# U+200E, U+200F and U+061C stay allowed: Arabic and Hebrew keyboards type them, and they act on their neighbours
# only. The embeddings, overrides and isolates run on until closed, so one could turn the rest of a line around.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def unsafe(text: str) -> str | None:
    """The first character that may not stand in a text, None if all may: controls, half surrogates, no characters.

    Line feed and tab may. So may joiners and variation selectors, of which emoji are made.
    """
    found = _UNSAFE.search(text)
    return found[0] if found else None


def check_safe(field: str, text: str) -> None:
    """Raise Invalid if a text that others will read holds such a character."""
    if (character := unsafe(text)) is not None:
        raise Invalid(field, f"{field} holds a character that words do not: U+{ord(character):04X}")
