"""Who is there in the tests of the dialect: two people, each with an app.

A module whose tests run on both databases overrides `company`, one whose apps ask for other scopes `scopes`.
"""

import pytest

from biztweet.company import Company
from tests.api.mastodon.clients import EVERYTHING, App, an_app


@pytest.fixture
def scopes() -> str:
    """What the apps may do."""
    return EVERYTHING


@pytest.fixture
async def minsu(company: Company, scopes: str) -> App:
    """김민수 of the data team, with an app."""
    return await an_app(company, "minsu", scopes, name="김민수", department="데이터팀")


@pytest.fixture
async def jane(company: Company, scopes: str) -> App:
    """Jane Kim of Design, with an app."""
    return await an_app(company, "jane", scopes, name="Jane Kim", department="Design")
