"""What schemathesis makes of /2/openapi.json: nothing that is sent gets a fault of ours or an undocumented answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from biztweet.api.twitter_v2.openapi import described
from biztweet.api.twitter_v2.routes import CALLS
from tests.api.sieges import Siege, many, sample, siege

pytestmark = pytest.mark.xdist_group("schemathesis of v2")  # one server for all

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Streams have no end to wait for: test_stream.py.
_DESCRIBED = described([call for call in CALLS if not call.path.endswith("/stream")])
few, plenty = sample(_DESCRIBED, 4), many(_DESCRIBED)


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Siege]:
    with siege(tmp_path_factory.mktemp("schemathesis"), empty_sqlite, _CHECKS) as besieged:
        yield besieged


def _try(case: Any, besieged: Siege) -> None:
    """Send it as it is, and once more as somebody who may."""
    besieged.send(case)
    own = next((name for name in ("id", "source_user_id") if name in (case.path_parameters or {})), None)
    if own is not None and case.path.startswith("/2/users/"):
        case.path_parameters[own] = besieged.account_id
        besieged.send(case)


@few.parametrize()
def test_a_sample_of_each_call(case: Any, besieged: Siege) -> None:
    _try(case, besieged)


@pytest.mark.long
@plenty.parametrize()
def test_many_of_each_call(case: Any, besieged: Siege) -> None:
    _try(case, besieged)


@pytest.mark.long
def test_the_campaign_was_long(besieged: Siege) -> None:
    besieged.was_whole(_DESCRIBED)
