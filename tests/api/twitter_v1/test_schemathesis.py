"""What schemathesis makes of /1.1/openapi.json: nothing that is sent gets a fault of ours or an undocumented answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from biztweet.api.twitter_v1.openapi import described
from biztweet.api.twitter_v1.routes import CALLS
from tests.api.sieges import Siege, many, sample, siege

pytestmark = pytest.mark.xdist_group("schemathesis of v1.1")  # one server for all

_STREAMS = ("user", "statuses/sample", "statuses/filter", "statuses/firehose")  # their answers do not end
_CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
_DESCRIBED = described([call for call in CALLS if call.path not in _STREAMS])
few, plenty = sample(_DESCRIBED, 3), many(_DESCRIBED)


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Siege]:
    with siege(tmp_path_factory.mktemp("schemathesis"), empty_sqlite, _CHECKS) as besieged:
        yield besieged


@few.parametrize()
def test_a_sample_of_each_call(case: Any, besieged: Siege) -> None:
    besieged.send(case)


@pytest.mark.long
@plenty.parametrize()
def test_many_of_each_call(case: Any, besieged: Siege) -> None:
    besieged.send(case)


@pytest.mark.long
def test_the_campaign_was_long(besieged: Siege) -> None:
    besieged.was_whole(_DESCRIBED)
