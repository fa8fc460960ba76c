"""What schemathesis makes of /1.1/openapi.json: nothing that is sent gets a fault of ours or an undocumented answer.

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
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from biztweet.api.twitter_v1.openapi import described
from biztweet.api.twitter_v1.routes import CALLS
from biztweet.settings import Settings
from tests.running import running_server

pytestmark = pytest.mark.xdist_group("schemathesis of v1.1")  # one server for all

_STREAMS = ("user", "statuses/sample", "statuses/filter", "statuses/firehose")  # their answers do not end
_SPOKEN = [call for call in CALLS if call.path not in _STREAMS]
_SAMPLE, _LONG = 3, math.ceil(10_000 / len(_SPOKEN))
_CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]

schema = schemathesis.openapi.from_dict(described(_SPOKEN))
many = schemathesis.openapi.from_dict(described(_SPOKEN))
many.config.phases.coverage.enabled = False  # the sample tries each parameter at its bounds; here chance has the word


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[dict[str, Any]]:
    """Where the server is, and who asks: 민수."""
    folder = tmp_path_factory.mktemp("schemathesis")
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    with running_server(Settings(data=folder), folder) as server:
        server.add_person("minsu", "김민수")
        bearer = server.token("minsu", scopes="read write follow")["bearer_token"]
        yield {"base_url": server.base_url, "headers": {"Authorization": f"Bearer {bearer}"}}


@schema.parametrize()
@hypothesis.settings(max_examples=_SAMPLE, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_a_sample_of_each_call(case: Any, besieged: dict[str, Any]) -> None:
    case.call_and_validate(**besieged, checks=_CHECKS)


@pytest.mark.long
@many.parametrize()
@hypothesis.settings(max_examples=_LONG, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_many_of_each_call(case: Any, besieged: dict[str, Any]) -> None:
    case.call_and_validate(**besieged, checks=_CHECKS)
