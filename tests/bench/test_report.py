"""The page of figures."""

import xml.etree.ElementTree as ET
from pathlib import Path

from bench.report import put
from bench.table import Group, Row, as_text

ROWS = [
    Row("SQLite: Mastodon", "600/s", "constant 1,000/s", 0.6, 1.1, "T1", at_least=0.55),
    Row("SQLite: p99 <by> p50", "4 ms", "p50 1 ms", 4.0, 1.1, "T1", at_most=3),
    Row("SQLite: bare", "600/s", "bare 1,200/s", 0.5, 1.1),
]


def test_a_groups_section_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    put(Group("home", "old", "about", ROWS), "bin/bench home", tmp_path)
    put(Group("writes", "posts", "about", ROWS), "bin/bench writes", tmp_path)
    put(Group("home", "new", "about", ROWS), "bin/bench home", tmp_path)
    page = (tmp_path / "benchmarks.md").read_text()
    assert page.count("\n## home: new\n") == page.count("\n## writes: posts\n") == 1
    assert "old" not in page
    assert "**not met**" in page


def test_the_plot_has_a_bar_for_each_target(tmp_path: Path) -> None:
    put(Group("home", "home timeline", "about", ROWS), "bin/bench home", tmp_path)
    plot = ET.fromstring((tmp_path / "benchmarks" / "home.svg").read_text())  # noqa: S314 - our own
    bars = plot.findall("{http://www.w3.org/2000/svg}rect")
    assert [bar.get("class") for bar in bars] == ["met", "not"]


def test_the_table_for_a_terminal_has_a_line_for_each_row() -> None:
    assert len(as_text(Group("home", "home timeline", "about", ROWS)).splitlines()) == 5
