"""Tables: what was measured, against what, and whether a target is met; for the terminal and for the docs."""

from collections.abc import Sequence

import msgspec

from bench.rounds import STEADY


class Row(msgspec.Struct, frozen=True):
    """One measurement. `ratio` is ours by the yardstick's; `spread` is the yardstick's own within the run."""

    what: str
    ours: str
    yardstick: str
    ratio: float | None = None
    spread: float | None = None
    target: str = ""  # as performance.md names it, such as "T1"
    at_least: float | None = None
    at_most: float | None = None
    more: str = ""

    @property
    def verdict(self) -> str:
        """Met or not, or why that cannot be said."""
        if self.ratio is None or (self.at_least is None and self.at_most is None):
            return "–"
        if self.spread is not None and self.spread > STEADY:
            return f"not judged: the yardstick wandered {self.spread:.1f}x"
        met = (self.at_least is None or self.ratio >= self.at_least) and (
            self.at_most is None or self.ratio <= self.at_most
        )
        return "met" if met else "**not met**"

    @property
    def aim(self) -> str:
        """The target in words."""
        if self.at_least is not None:
            return f"{self.target} ≥ {self.at_least:g}"
        if self.at_most is not None:
            return f"{self.target} ≤ {self.at_most:g}"
        return "–"

    def cells(self) -> list[str]:
        """The row's columns as text."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        return [self.what, self.ours, self.yardstick, ratio, self.aim, self.verdict, self.more]


class Group(msgspec.Struct, frozen=True):
    """What one subcommand measured."""

    name: str
    title: str
    about: str
    rows: Sequence[Row]


HEAD = ("what", "ours", "yardstick in the same run", "ratio", "target", "", "beside")


def as_text(group: Group) -> str:
    """For a terminal: columns one under the other."""
    lines = [HEAD, *[tuple(cell.replace("**", "") for cell in row.cells()) for row in group.rows]]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([f"{group.name}: {group.title}", *table, ""])


def as_markdown(group: Group) -> str:
    """For the docs."""
    lines = [HEAD, ("---",) * len(HEAD), *[tuple(row.cells()) for row in group.rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
