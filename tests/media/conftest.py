"""A company on each side in turn, in which time stands still, and somebody in it."""

from collections.abc import AsyncIterator

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.clocks import FakeClock
from tests.factories import a_person


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def here(any_settings: Settings, clock: FakeClock) -> AsyncIterator[Company]:
    async with opened(any_settings, clock) as company:
        yield company


@pytest.fixture
async def minsu(here: Company) -> Viewer:
    return await a_person(here, "minsu")
