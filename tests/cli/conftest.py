"""Commands of an empty installation, on each side in turn."""

import pytest

from biztweet.settings import Settings
from tests.cli.commands import Command, commands_of


@pytest.fixture
def command(any_settings: Settings) -> Command:
    return commands_of(any_settings)
