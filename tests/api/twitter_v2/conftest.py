"""민수 and 지혜, and an app for each."""

from collections.abc import AsyncIterator

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from tests.api.twitter_v2.asking import Client, a_client
from tests.factories import a_person


@pytest.fixture
async def minsu(company: Company) -> Viewer:
    return await a_person(company, "minsu", name="김민수")


@pytest.fixture
async def jihye(company: Company) -> Viewer:
    return await a_person(company, "jihye", name="박지혜")


@pytest.fixture
async def client(company: Company, minsu: Viewer) -> AsyncIterator[Client]:
    """민수's."""
    async with a_client(company, minsu) as client:
        yield client
