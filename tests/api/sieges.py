"""Sieges: schemathesis sends a server whatever a description lets it; nothing may come of it that is not described.

A sample of each call in every run; with --long at least `MANY` cases in all.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from schemathesis.config import HealthCheck
from schemathesis.schemas import BaseSchema

from biztweet.settings import Settings
from tests.running import RunningServer, running_server

MANY = 10_000
_FRAMING = {"content-length", "transfer-encoding", "connection", "host", "upgrade", "expect", "te", "trailer"}


def sample(document: Mapping[str, Any], cases: int, *, bounds: bool = True) -> BaseSchema:
    """A description of which each call is tried `cases` times by chance; with `bounds`, at its parameters' bounds too.

    The number is told to schemathesis itself: one in @hypothesis.settings that happens to be 100, Hypothesis' own
    default, counts there as none, and the long profile's 2,000 take its place.
    """
    schema = schemathesis.openapi.from_dict(dict(document))
    schema.config.generation.update(max_examples=cases)
    schema.config.update(suppress_health_check=[HealthCheck.all])  # a busy machine generates slowly
    schema.config.phases.coverage.enabled = bounds
    return schema


def many(document: Mapping[str, Any]) -> BaseSchema:
    """A description of which all calls together are tried at least `MANY` times, by chance alone."""
    return sample(document, -(-MANY // len(calls(document))), bounds=False)


def calls(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Method and path of all that is described."""
    return [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]


class Siege:
    """A server, and who asks it: 민수. `sent` is how many cases each call was tried with."""

    def __init__(self, server: RunningServer, checks: Sequence[Callable[..., Any]], scopes: str) -> None:
        server.add_person("minsu", "김민수")
        token = server.token("minsu", scopes=scopes)
        self.base_url = server.base_url
        self.account_id: str = token["account_id"]
        self.headers = {"Authorization": f"Bearer {token['bearer_token']}"}
        self.sent: dict[tuple[str, str], int] = {}
        self._checks = list(checks)

    def send(self, case: Any) -> requests.Response:
        """Send one case; it must be answered as described."""
        call = (case.method.upper(), case.path)
        self.sent[call] = self.sent.get(call, 0) + 1
        for name in [name for name in case.headers or () if name.lower() in _FRAMING]:
            del case.headers[name]  # no HTTP request any more: tests/server is about such
        answer: requests.Response = case.call_and_validate(
            base_url=self.base_url, headers=self.headers, checks=self._checks
        )
        return answer

    def was_whole(self, document: Mapping[str, Any]) -> None:
        """Hold that it came to at least `MANY` cases, if every call was tried."""
        left_out = set(calls(document)) - set(self.sent)
        if left_out:
            pytest.skip(f"{len(left_out)} calls were not tried in this run")
        print(f"\n{sum(self.sent.values())} cases over {len(self.sent)} calls")
        assert sum(self.sent.values()) >= MANY


@contextmanager
def siege(
    folder: Path, empty_sqlite: Path, checks: Sequence[Callable[..., Any]], scopes: str = "read write follow"
) -> Iterator[Siege]:
    """A server of its own, besieged with `checks`."""
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    with running_server(Settings(data=folder), folder) as server:
        yield Siege(server, checks, scopes)
