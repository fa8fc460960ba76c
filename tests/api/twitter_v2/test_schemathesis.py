"""What schemathesis makes of /2/openapi.json: nothing that is sent gets a fault of ours or an undocumented answer.

A sample of each call in every run; with --long at least 10,000 cases in all.
"""

import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from biztweet.api.twitter_v2.openapi import described
from biztweet.api.twitter_v2.routes import CALLS
from biztweet.settings import Settings
from tests.running import RunningServer, running_server

pytestmark = pytest.mark.xdist_group("schemathesis of v2")  # one server for all

_SAMPLE, _LONG = 4, math.ceil(10_000 / len(CALLS))
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

# Streams have no end to wait for: test_stream.py.
schema = schemathesis.openapi.from_dict(described([call for call in CALLS if not call.path.endswith("/stream")]))


class Besieged:
    """A server, and who asks it: 민수, who has said something and follows somebody."""

    def __init__(self, server: RunningServer) -> None:
        server.add_person("minsu", "김민수")
        server.add_person("jihye", "박지혜")
        token = server.token("minsu", scopes="read write follow")
        self.base_url = server.base_url
        self.account_id = token["account_id"]
        self.headers = {"Authorization": f"Bearer {token['bearer_token']}"}


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Besieged]:
    folder = tmp_path_factory.mktemp("schemathesis")
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    with running_server(Settings(data=folder), folder) as server:
        yield Besieged(server)


def _try(case: Any, besieged: Besieged) -> None:
    """Send it as it is, and once more as somebody who may."""
    case.call_and_validate(base_url=besieged.base_url, headers=besieged.headers, checks=_CHECKS)
    own = next((name for name in ("id", "source_user_id") if name in (case.path_parameters or {})), None)
    if own is not None and case.path.startswith("/2/users/"):
        case.path_parameters[own] = besieged.account_id
        case.call_and_validate(base_url=besieged.base_url, headers=besieged.headers, checks=_CHECKS)


@schema.parametrize()
@hypothesis.settings(max_examples=_SAMPLE, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_a_sample_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)


@pytest.mark.long
@schema.parametrize()
@hypothesis.settings(max_examples=_LONG, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_many_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)
