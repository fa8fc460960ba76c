"""Chances: small questions to a random source."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def chance(pick: random.Random, share: float) -> bool:
    """Whether something that happens in this `share` of cases happens now."""
    return pick.random() < share


def weighted(pick: random.Random, weights: Mapping[T, float]) -> T:
    """One key, as often as its weight says."""
    return pick.choices(list(weights), list(weights.values()))[0]


def in_turn(options: Sequence[T], number: int) -> T:
    """The option that is due, starting over after the last."""
    return options[number % len(options)]
