"""Plan: how much a run measures. A full one takes some ten minutes on two cores, a quick one proves the harness."""

from collections.abc import Sequence

import msgspec


class Plan(msgspec.Struct, frozen=True):
    """Counts and seconds of a run; `sides` as on the command line."""

    sides: Sequence[str] = ("sqlite", "postgres")
    posts: int = 1_000_000
    sizes: Sequence[int] = (10_000, 100_000, 1_000_000)
    rounds: int = 5
    seconds: float = 1.0
    writers: Sequence[int] = (1, 16, 64)
    screens: int = 7_000
    posts_to_screens: int = 15
    watch_seconds: float = 8.0
    starts: int = 3


FULL = Plan()
QUICK = Plan(
    sides=("sqlite",),
    posts=2_000,
    sizes=(1_000, 2_000),
    rounds=1,
    seconds=0.3,
    writers=(1, 4),
    screens=40,
    posts_to_screens=3,
    watch_seconds=1.0,
    starts=1,
)
