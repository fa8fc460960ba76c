"""What schemathesis makes of Mastodon's routes: whatever is sent under whatever name, no answer is a fault of ours.

The description is made of the table of routes and of the words in the handlers' sources, so that a new route and a new
parameter are tried as well.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest
from schemathesis.checks import not_a_server_error

from biztweet.api.mastodon import parse
from biztweet.api.mastodon.resource import Resource
from biztweet.api.mastodon.routes import spoken
from tests.api.sieges import Siege, many, sample, siege
from tests.flows import documents

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
few, plenty = sample(_DESCRIBED, 2, bounds=False), many(_DESCRIBED)  # of parameters there are too many to try each


class Besieged(NamedTuple):
    """The siege, and what of 민수's is there to be asked for."""

    siege: Siege
    own: dict[str, str]


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Besieged]:
    folder = tmp_path_factory.mktemp("schemathesis")
    with siege(folder, empty_sqlite, [not_a_server_error], "read write follow push") as one:
        said = {"status": "글 #자료"}
        made = httpx2.post(f"{one.base_url}/api/v1/statuses", headers=one.headers, json=said).json()["id"]
        yield Besieged(one, {"accounts": one.account_id, "statuses": made, "polls": made})


def _try(case: Any, besieged: Besieged) -> None:
    """Send it as it is, and once more about what is there."""
    _send(case, besieged)
    noun = case.path.split("/")[3] if case.path.count("/") > 3 else ""
    if noun in besieged.own and "id" in (case.path_parameters or {}) and case.method != "DELETE":
        case.path_parameters["id"] = besieged.own[noun]
        _send(case, besieged)


def _send(case: Any, besieged: Besieged) -> None:
    answer = besieged.siege.send(case)
    documents.check(case.method, str(answer.request.url), answer.status_code, answer.content)


@few.parametrize()
def test_a_sample_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)


@pytest.mark.long
@plenty.parametrize()
def test_many_of_each_call(case: Any, besieged: Besieged) -> None:
    _try(case, besieged)


@pytest.mark.long
def test_the_campaign_was_long(besieged: Besieged) -> None:
    besieged.siege.was_whole(_DESCRIBED)
