"""What schemathesis makes of Mastodon's routes: whatever is sent under whatever name, no answer is a fault of ours.

The description is made of the table of routes and of the words in the handlers' sources, so that a new route and a new
parameter are tried as well. A sample of each call in every run; with --long enough of each for 10,000 in all.
"""

import inspect
import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error

from biztweet.api.mastodon import parse
from biztweet.api.mastodon.resource import Resource
from biztweet.api.mastodon.routes import spoken
from biztweet.settings import Settings
from tests.flows import documents
from tests.running import RunningServer, running_server

pytestmark = pytest.mark.xdist_group("schemathesis of Mastodon")  # one server for all

_WORD = {"anyOf": [{"type": kind} for kind in ("string", "integer", "boolean")]}
_QUERY = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "maxItems": 3}]}
_IN_PATH = re.compile(r"\{(\w+)\}")


def described() -> dict[str, Any]:
    """OpenAPI of every call but the streams, whose answers do not end."""
    paths: dict[str, Any] = {}
    for route in spoken:
        if isinstance(route.endpoint, Resource) and not route.path.startswith("/api/v1/streaming"):
            methods = sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
            paths[route.path] = {method.lower(): _call(route.path, method, route.endpoint) for method in methods}
    return {"openapi": "3.1.0", "info": {"title": "Mastodon", "version": "1"}, "paths": paths}


def _call(path: str, method: str, resource: Resource) -> dict[str, Any]:
    handler = resource._handlers[method]
    sources = [inspect.getsource(module) for module in (inspect.getmodule(handler), parse) if module is not None]
    names = sorted({name for source in sources for name in re.findall(r'"([a-z_]{2,30})"', source)})
    places = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _IN_PATH.findall(path)
    ]
    answers = {"responses": {"default": {"description": "Anything but a fault"}}}
    if method == "GET":
        return answers | {"parameters": [*places, *({"name": n, "in": "query", "schema": _QUERY} for n in names)]}
    body = {"type": "object", "propertyNames": {"enum": names}, "maxProperties": 6}
    kinds = ("application/json", "application/x-www-form-urlencoded")
    return answers | {"parameters": places, "requestBody": {"content": {kind: {"schema": body} for kind in kinds}}}


_DESCRIBED = described()
_CALLS = sum(len(methods) for methods in _DESCRIBED["paths"].values())
_SAMPLE, _LONG = 2, math.ceil(10_000 / _CALLS)
schema = schemathesis.openapi.from_dict(_DESCRIBED)
schema.config.phases.coverage.enabled = False  # of parameters there are too many to try each at its bounds


class Besieged:
    """A server, and who asks it: 민수, who has said something."""

    def __init__(self, server: RunningServer) -> None:
        server.add_person("minsu", "김민수")
        token = server.token("minsu")
        self.base_url = server.base_url
        self.headers = {"Authorization": f"Bearer {token['bearer_token']}"}
        said = {"status": "글 #자료"}
        made = httpx2.post(f"{self.base_url}/api/v1/statuses", headers=self.headers, json=said).json()["id"]
        self.own = {"accounts": token["account_id"], "statuses": made, "polls": made}


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Besieged]:
    folder = tmp_path_factory.mktemp("schemathesis")
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    with running_server(Settings(data=folder), folder) as server:
        yield Besieged(server)


def _try(case: Any, besieged: Besieged) -> None:
    """Send it as it is, and once more about what is there."""
    _send(case, besieged)
    noun = case.path.split("/")[3] if case.path.count("/") > 3 else ""
    if noun in besieged.own and "id" in (case.path_parameters or {}) and case.method != "DELETE":
        case.path_parameters["id"] = besieged.own[noun]
        _send(case, besieged)


def _send(case: Any, besieged: Besieged) -> None:
    answer = case.call_and_validate(base_url=besieged.base_url, headers=besieged.headers, checks=[not_a_server_error])
    documents.check(case.method, answer.request.url, answer.status_code, answer.content)


@schema.parametrize()
@hypothesis.settings(max_examples=_SAMPLE, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_a_sample_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)


@pytest.mark.long
@schema.parametrize()
@hypothesis.settings(max_examples=_LONG, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_many_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)
