"""A server that is killed while people post: what was acknowledged is there once, and nobody missed any of it."""

import pytest

from bench.crash import campaign
from tests.companies import BOTH


@pytest.mark.parametrize("side", BOTH)
def test_nothing_is_lost_or_doubled_when_the_server_is_killed(side: str, capsys: pytest.CaptureFixture[str]) -> None:
    findings = campaign(side, kills=4, seed=7)
    with capsys.disabled():
        print(f"\n{findings}")
    assert findings.clean, str(findings)


@pytest.mark.long
@pytest.mark.parametrize("side", BOTH)
def test_nothing_is_lost_or_doubled_over_fifty_kills(side: str, capsys: pytest.CaptureFixture[str]) -> None:
    findings = campaign(side, kills=50, seed=8)
    with capsys.disabled():
        print(f"\n{findings}")
    assert findings.clean, str(findings)
