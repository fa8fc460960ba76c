"""Whoever switches a rule off says why."""

import re

import pytest

from tests.architecture.sources import modules

_OFF = re.compile(r"# (?:noqa|type: ignore)(?![\w`])(.*)")
_WITH_REASON = re.compile(r"(?:: [A-Z0-9, ]+|\[[a-z, -]+\]) +[-#] ?\S.*")


def test_every_exception_from_a_rule_names_it_and_gives_a_reason() -> None:
    assert [
        f"{module.place}:{number} {line.strip()}"
        for module in modules().values()
        for number, line in enumerate(module.text.splitlines(), 1)
        if not module.name.startswith("biztweet.migrations.")  # what has landed is not touched again
        and (found := _OFF.search(line))
        and not _WITH_REASON.fullmatch(found[1])
    ] == []


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("x()  # noqa: S603 - no shell reads it", True),
        ("x()  # type: ignore[assignment] # it has it", True),
        ("x()  # noqa: S603", False),
        ("x()  # noqa", False),
        ("x()  # type: ignore[attr-defined, misc]", False),
    ],
)
def test_a_bare_one_is_noticed(line: str, is_right: bool) -> None:  # noqa: FBT001 - a row of a table
    found = _OFF.search(line)
    assert found is not None
    assert bool(_WITH_REASON.fullmatch(found[1])) is is_right
