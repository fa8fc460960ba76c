"""What a text weighs: the numbers of twitter-text's config/v3.json, in its hundredths of a character."""

import re
from collections.abc import Iterable, Iterator

from biztweet.posts.links import LinkSpan

SCALE = 100
_LINK = 2300
_WEIGHTS = {"emoji": 200, "light": 100, "other": 200}
_LIGHT = r"(?P<light>[\x00-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037])"
_OTHER = r"(?P<other>.)"

# Unicode's grammar of emoji (UTS #51), rather than twitter-text's list of them, so that next year's count as well.
# Four joined ones are the longest in use; without a bound, a novel of them would count as one emoji.
_PICTURE = (
    r"(?:[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    r"\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
    r"[\ufe0f\U0001f3fb-\U0001f3ff]?|[©®]\ufe0f)"
)
_KEYCAP = r"[0-9#*]\ufe0f?\u20e3"
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]{1,6}\U000e007f"
_EMOJI = rf"(?P<emoji>{_KEYCAP}|{_FLAG}|{_PICTURE}(?:\u200d{_PICTURE}){{0,3}})"
_UNIT = re.compile(f"{_EMOJI}|{_LIGHT}|{_OTHER}", re.DOTALL)
_UNIT_IN_VERSION_2 = re.compile(f"{_LIGHT}|{_OTHER}", re.DOTALL)

# Letters that count alone whatever stands beside them: no emoji begins, goes on or ends with one of them.
_ALONE = re.compile(r"[\x00-\u10ff\u2010-\u201f\u3131-\u318e\uac00-\ud7a3]*")
_HANGUL = re.compile(r"[\u3131-\u318e\uac00-\ud7a3]")


def is_emoji(text: str) -> bool:
    """Whether a text is one emoji and nothing besides."""
    found = _UNIT.fullmatch(text)
    return found is not None and found.lastgroup == "emoji"


def weight(text: str, links: Iterable[LinkSpan]) -> int:
    """What a whole text weighs, in hundredths: at once where its characters need no look at their neighbours."""
    found = tuple(links)
    if not found and _ALONE.fullmatch(text):
        return len(text) * _WEIGHTS["light"] + len(_HANGUL.findall(text)) * (_WEIGHTS["other"] - _WEIGHTS["light"])
    return sum(each for _, each in weigh(text, found))


def weigh(text: str, links: Iterable[LinkSpan], *, emoji_as_one: bool = True) -> Iterator[tuple[int, int]]:
    """Every unit that counts, in order: where it ends in `text`, and its weight in hundredths.

    `emoji_as_one` is what twitter-text's version 3 added to its version 2.
    """
    unit = _UNIT if emoji_as_one else _UNIT_IN_VERSION_2
    end_by_start = {link.start: link.end for link in links}
    at = 0
    while at < len(text):
        if at in end_by_start:
            at, weight = end_by_start[at], _LINK
        elif found := unit.match(text, at):
            at, weight = found.end(), _WEIGHTS[found.lastgroup or "other"]
        yield at, weight
