"""What the pages promise is shown: each row of docs/pages.md by a test in a real browser that carries its number."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import ROOT

_LATER = {35, 40, 41}
_ROWS = {*range(1, 53)} - _LATER


def test_the_page_lists_every_row_once() -> None:
    listed = re.findall(r"^\| (\d+) \|", (ROOT / "docs/pages.md").read_text(), re.MULTILINE)
    assert [int(row) for row in listed] == sorted(_ROWS)


def test_every_row_is_shown_in_a_browser() -> None:
    marks = list(_marks())
    assert {row for row, _ in marks} <= _ROWS
    assert _ROWS - {row for row, in_a_browser in marks if in_a_browser} == set()


def _marks() -> Iterator[tuple[int, bool]]:
    """Each number that a test carries, and whether that test drives a browser."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(), filename=str(path))
        whole = any("pytestmark" in ast.unparse(node) and "browser" in ast.unparse(node) for node in tree.body)
        for test in tree.body:
            if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [ast.unparse(mark) for mark in test.decorator_list]
                rows = [
                    row for name in names if name.startswith("pytest.mark.row(") for row in re.findall(r"\d+", name)
                ]
                yield from ((int(row), whole or "pytest.mark.browser" in names) for row in rows)
