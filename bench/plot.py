"""Plots: ratios as bars with their targets as marks, in SVG written by hand; readable in light and dark."""

from html import escape

from bench.table import Group, Row

_WIDTH, _LABEL, _BAR, _LINE = 860, 420, 300, 26
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.met{fill:#2f7d5b}.not{fill:#b4552d}.other{fill:#8a8f98}"
    ".aim{stroke:#333;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#ddd}.aim{stroke:#ddd}}"
)


def svg(group: Group) -> str:
    """One bar for each row that has a target: how much of the target it reaches; the line is the target."""
    rows = [row for row in group.rows if row.ratio is not None and (row.at_least or row.at_most)]
    height = _LINE * (len(rows) + 2)
    bars = "\n".join(_bar(row, number) for number, row in enumerate(rows))
    aim = _LABEL + _BAR / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(group.title, quote=True)}">\n<style>{_STYLE}</style>\n'
        f'<text x="4" y="17">{escape(group.title)}</text>\n{bars}\n'
        f'<line class="aim" x1="{aim}" x2="{aim}" y1="{_LINE}" y2="{height - _LINE}"/>\n'
        f'<text x="{aim}" y="{height - 8}" text-anchor="middle">target (longer is better)</text>\n</svg>\n'
    )


def _bar(row: Row, number: int) -> str:
    assert row.ratio is not None
    reached = row.ratio / row.at_least if row.at_least else (row.at_most or 0) / max(row.ratio, 1e-9)
    width = min(reached, 2.0) * _BAR / 2
    kind = {"met": "met", "**not met**": "not"}.get(row.verdict, "other")
    y = _LINE * (number + 1)
    sign = "≥" if row.at_least else "≤"
    words = f"{row.ratio:.2f} ({sign} {row.at_least or row.at_most:g})"
    return (
        f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(row.what)}</text>'
        f'<rect class="{kind}" x="{_LABEL}" y="{y + 4}" width="{width:.0f}" height="{_LINE - 8}" rx="3"/>'
        f'<text x="{_LABEL + width + 6:.0f}" y="{y + 17}">{words}</text>'
    )
