"""Modules stay small enough to be read in one go."""

import pytest

from tests.architecture.sources import modules

_LONG = 200
_TOO_LONG = 400

# Lists of data may be as long as what they list.
_DATA = {"src/biztweet/events.py"}


def test_no_module_is_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {module.place: module.text.count("\n") for module in modules().values()}
    with capsys.disabled():
        for place, lines in sorted(sizes.items(), key=lambda item: -item[1]):
            if lines > _LONG:
                print(f"\n  long: {place} has {lines} lines; is there a noun that wants its own file?", end="")
    assert {place: lines for place, lines in sizes.items() if lines > _TOO_LONG and place not in _DATA} == {}


def test_the_list_of_data_modules_is_true() -> None:
    assert {module.place for module in modules().values()} >= _DATA
