"""A company that pushes, on each database in turn, and the push service it pushes to."""

from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest

from biztweet.company import Company
from biztweet.installation import pushing
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.push.receiver import PushService, push_service


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[PushService]:
    async with push_service(tmp_path) as running:
        yield running


@pytest.fixture
async def here(any_settings: Settings, service: PushService) -> AsyncIterator[Company]:
    """A company that pushes, and may ask hosts of loopback."""
    loopback = (ip_network("127.0.0.0/8"),)
    settings = msgspec.structs.replace(any_settings, push="full", internal_networks=loopback)
    async with opened(settings) as company, pushing(company, service.trust):
        yield company
