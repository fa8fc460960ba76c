"""Every parameter that X describes of a call we have is taken, with the same words to choose from."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from biztweet.api.twitter_v2.openapi import described
from biztweet.api.twitter_v2.routes import CALLS
from tests.flows import documents

# What X describes and we refuse, since a stream of ours goes back by `backfill_minutes` alone.
REFUSED = {("get", "/2/tweets/search/stream", "start_time"), ("get", "/2/tweets/search/stream", "end_time")}
_METHODS = ("get", "post", "put", "delete")


class Taken(NamedTuple):
    """Whether a parameter must be given, and the words that it may hold, if it is one of some."""

    required: bool
    words: frozenset[str]


def found_in(document: Mapping[str, Any], node: Any) -> Any:
    """A node, or what it refers to."""
    while "$ref" in node:
        place, node = node["$ref"].removeprefix("#/").split("/"), document
        for name in place:
            node = node[name]
    return node


def parameters(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], Taken]]:
    """Method, path and name of each parameter of a query; names within paths are each document's own."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            for each in item.get("parameters", []) + item.get(method, {}).get("parameters", []):
                one = found_in(document, each)
                if one["in"] != "query" or method not in item:
                    continue
                schema = found_in(document, one.get("schema", {}))
                words = found_in(document, schema.get("items", schema)).get("enum", ())
                yield (
                    (method, _place(path), one["name"]),
                    Taken(one.get("required", False), frozenset(map(str, words))),
                )


def _place(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


@pytest.mark.skipif(not documents.X.folder, reason=documents.X.unset)
def test_every_parameter_that_x_describes_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    document = described(list(CALLS))
    ours = dict(parameters(document))
    calls = {(method, _place(path)) for path, item in document["paths"].items() for method in item}
    theirs = {key: taken for key, taken in parameters(documents.X.content) if key[:2] in calls}
    assert {key for key in theirs if key not in ours} == REFUSED
    common = theirs.keys() & ours.keys()
    assert {key: (ours[key], theirs[key]) for key in common if ours[key] != theirs[key]} == {}
    with capsys.disabled():
        print(f"\n  {len(common)} parameters of {len(calls)} calls are taken as X describes them.", end="")
