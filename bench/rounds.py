"""Rounds: sides measured in turn, again and again, so that what disturbs the machine disturbs them alike."""

import statistics
from collections.abc import Callable, Mapping, Sequence

import msgspec

STEADY = 1.6  # a baseline that wanders further than this within one run is no yardstick


class Load(msgspec.Struct, frozen=True):
    """What one side did in one round; `cpu_us` is the server's own time an answer, where it was looked at."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float = 0.0


Rounds = Mapping[str, Sequence[Load]]


def in_turn(sides: Mapping[str, Callable[[], Load]], rounds: int, base: str) -> dict[str, list[Load]]:
    """Measure each side once a round, beginning with another one each time; once more if `base` was not steady."""
    found = _all_rounds(sides, rounds)
    if spread(found[base]) > STEADY:
        again = _all_rounds(sides, rounds)
        if spread(again[base]) < spread(found[base]):
            return again
    return found


def middle(loads: Sequence[Load]) -> Load:
    """The medians of a side's rounds."""
    return Load(
        statistics.median(load.per_second for load in loads),
        statistics.median(load.p50_ms for load in loads),
        statistics.median(load.p99_ms for load in loads),
        statistics.median(load.cpu_us for load in loads),
    )


def ratio(ours: Sequence[Load], base: Sequence[Load]) -> float:
    """How much of the baseline's rate ours is: the median of the rounds' own ratios."""
    return statistics.median(a.per_second / b.per_second for a, b in zip(ours, base, strict=True))


def ratio_of_work(ours: Sequence[Load], base: Sequence[Load]) -> float:
    """The same by the server's own time an answer, which a busy machine disturbs less than the rate."""
    return statistics.median(b.cpu_us / a.cpu_us for a, b in zip(ours, base, strict=True))


def spread(loads: Sequence[Load]) -> float:
    """How far a side's rounds lie apart: 1.0 is not at all."""
    rates = [load.per_second for load in loads]
    return max(rates) / min(rates) if min(rates) else float("inf")


def _all_rounds(sides: Mapping[str, Callable[[], Load]], rounds: int) -> dict[str, list[Load]]:
    found: dict[str, list[Load]] = {name: [] for name in sides}
    names = list(sides)
    for number in range(rounds):
        at = number % len(names)
        for name in names[at:] + names[:at]:
            found[name].append(sides[name]())
    return found
