"""The report: docs/benchmarks.md, one section a group, each replaced by the group's latest full run."""

import re
from pathlib import Path

from bench import machine
from bench.plot import svg
from bench.table import Group, as_markdown

_DOCS = Path(__file__).parents[1] / "docs"
_HEAD = """# Benchmarks

What `bin/bench` measured, on loopback, against yardsticks that were measured **in the same run, in turn with ours**:
the columns “ours” and “yardstick” are medians of the rounds, the ratio is the median of each round's own ratio. Compare
ratios; rates change with the machine. Behind a rate stands the server's own CPU time an answer in microseconds (us);
“by CPU” is the ratio of those, which a busy machine disturbs less. Where the yardstick itself wandered by more than 1.6
within the run, nothing is judged. T1 to T8 are the project's performance targets.

`bin/bench` runs all groups in some ten minutes on two cores, `bin/bench home | writes | live | streams | searches |
growth | start | pages` one, `bin/bench crash` the crash harness. The posts are made up: 7,000 people, a few of whom
write most, over two years.
"""


def put(group: Group, command: str, docs: Path = _DOCS) -> None:
    """Write a group's section and plot; the other sections stay."""
    page, plot = docs / "benchmarks.md", docs / "benchmarks" / f"{group.name}.svg"
    plot.parent.mkdir(exist_ok=True)
    plot.write_text(svg(group), encoding="utf-8")
    sections = _sections(page.read_text(encoding="utf-8")) if page.exists() else {}
    sections[group.name] = _section(group, command)
    page.write_text(_HEAD + "".join(f"\n{section}" for section in sections.values()), encoding="utf-8")


def _section(group: Group, command: str) -> str:
    return (
        f"## {group.name}: {group.title}\n\n{group.about}\n\n{as_markdown(group)}\n\n"
        f"![Ratios by target](benchmarks/{group.name}.svg)\n\n"
        f"`{command}` on {machine.today()}: {machine.described()}; "
        f"{machine.busy():.1f} processes a core wanted to run.\n"
    )


def _sections(text: str) -> dict[str, str]:
    found = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {section[3:].partition(":")[0]: section.rstrip("\n") + "\n" for section in found}
