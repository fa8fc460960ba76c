"""Marks what a search found inside a post's HTML."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_TAG = re.compile(r"(<[^<>]*>)")


def highlight(html: str, hits: Iterable[tuple[int, int]], tag: str = "em") -> str:
    """`html` with every hit put into `tag`.

    A hit is start and end in characters of the text between the tags of `html`; hits are in order and do not overlap.
    A hit inside one element is marked inside it; one with tags in it is closed behind the tag that follows it.
    Source: twitter-text, conformance/hit_highlighting.yml.
    """
    pieces = _TAG.split(html)  # texts at even places, tags between them
    ends = list(accumulate(len(piece) for piece in pieces[::2]))
    marks: list[list[tuple[int, str]]] = [[] for _ in ends]
    for start, end in hits:
        first = bisect_right(ends, start)
        if first == len(ends):
            break
        last = first if end <= ends[first] else min(bisect_right(ends, end), len(ends) - 1)
        marks[first].append((start, f"<{tag}>"))
        marks[last].append((end, f"</{tag}>"))
    for number, piece in enumerate(pieces[::2]):
        pieces[2 * number] = _marked(piece, ends[number] - len(piece), marks[number])
    return "".join(pieces)


def _marked(piece: str, offset: int, marks: Iterable[tuple[int, str]]) -> str:
    done = 0
    parts: list[str] = []
    for place, mark in marks:
        parts += piece[done : place - offset], mark
        done = max(done, place - offset)
    return "".join([*parts, piece[done:]])
