"""Batched: a sequence in parts; `itertools` has it from Python 3.12 on."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def batched(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items in their order, at most `size` at a time; nothing for none."""
    for first in range(0, len(items), size):
        yield tuple(items[first : first + size])
