"""Host names in a text: which labels make one, and under which top-level domain it ends.

twitter-text tries one pattern at every start anew, which a hostile text makes quadratic. Here a text falls into
runs of characters that may stand in a host, and the labels of a run are judged once, from the right.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from biztweet.posts.characters import (
    AT_SIGNS,
    DIRECTIONAL,
    HASH_SIGNS,
    LATIN_ACCENTS,
    NO_CHARACTERS,
    SIGNS,
    SPACES,
)
from biztweet.posts.tlds import INTERNATIONAL_TLDS

# twitter-text lets quotes and controls stand in a host; no host has them, and quotes around one are common.
RUN = re.compile(rf"[^{SIGNS}{SPACES}{DIRECTIONAL}{NO_CHARACTERS}\x00-\x1f\x7f\"`]+")
BEFORE_HOST = rf"[^A-Za-z0-9{AT_SIGNS}${HASH_SIGNS}{NO_CHARACTERS}]"

_START = re.compile(rf"(?:^|(?<={BEFORE_HOST}))[^._-]")
_ASCII_LABELS = re.compile(rf"(?:[A-Za-z0-9{LATIN_ACCENTS}-]++\.)++")
_WORD = re.compile(r"[0-9A-Za-z]++(?![@+-])")
_GLUED_TO_TLD = re.compile(r"[0-9A-Za-z@+-]")
_DOT = re.compile(r"\.")
_PUNYCODE = re.compile(r"[Xx][Nn]--[0-9A-Za-z-]+")
_INTERNATIONAL_BY_INITIAL = {
    initial: sorted((tld for tld in INTERNATIONAL_TLDS if tld[0] == initial), key=len, reverse=True)
    for initial in {tld[0] for tld in INTERNATIONAL_TLDS}
}


class Run:
    """A stretch of `text` without a character that no host can have, cut at its dots into labels."""

    def __init__(self, text: str, start: int, end: int, tlds: frozenset[str]) -> None:
        dots = [dot.start() for dot in _DOT.finditer(text, start, end)]
        self._text = text
        self._starts = [start, *(dot + 1 for dot in dots)]
        self._ends = [*dots, end]
        self._tld_end_by_start = {label: _tld_end(text, label, tlds) for label in self._starts[1:]}
        self._host_ends = [0] * (len(self._starts) + 1)
        for label in reversed(range(len(dots))):
            self._host_ends[label] = self._host_end(label, self._starts[label])

    def host_at_start(self) -> int:
        """Where the longest host that begins with the run ends; 0 if none does."""
        return self._host_ends[0]

    def first_host(self, at: int) -> tuple[int, int] | None:
        """Start and end of the first host that begins at `at` or later, as long as it can be."""
        for label in range(max(bisect_right(self._starts, at) - 1, 0), len(self._starts) - 1):
            end = self._ends[label]
            earliest = max(at, self._starts[label])
            if not self._host_ends[label + 1]:
                earliest = max(earliest, self._text.rfind("_", earliest, end) + 1)
            if (host_end := self._host_end(label, end - 1)) and (start := _START.search(self._text, earliest, end)):
                return start.start(), host_end
        return None

    def ascii_hosts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Start and end of every host without foreign letters inside the host from `start` to before `end`."""
        while labels := _ASCII_LABELS.search(self._text, start, end):
            tld = labels.end()
            while tld > labels.start() and not self._tld_end_by_start[tld]:
                tld = self._text.rfind(".", labels.start(), tld - 1) + 1
            if tld > labels.start():
                yield labels.start(), (start := self._tld_end_by_start[tld])
            else:
                start = labels.end()

    def _host_end(self, label: int, start: int) -> int:
        """Where the longest host ends that begins inside `label` at `start`; 0 if none does.

        Only the label right before the top-level domain, the one that is bought, may not have an underscore.
        """
        end = self._ends[label]
        if start >= end or self._text[start] in "-_" or self._text[end - 1] in "-_":
            return 0
        if longer := self._host_ends[label + 1]:
            return longer
        return 0 if "_" in self._text[start:end] else self._tld_end_by_start[self._starts[label + 1]]


def _tld_end(text: str, at: int, tlds: frozenset[str]) -> int:
    """Where the top-level domain ends that stands at `at`; 0 if none does. What is glued to it may follow."""
    if (word := _WORD.match(text, at)) and word[0].lower() in tlds:
        return word.end()
    for tld in _INTERNATIONAL_BY_INITIAL.get(text[at : at + 1].lower(), ()):
        end = at + len(tld)
        if text[at:end].lower() == tld and not _GLUED_TO_TLD.match(text, end):
            return end
    punycode = _PUNYCODE.match(text, at)
    return punycode.end() if punycode else 0
