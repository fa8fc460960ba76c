"""`/2/openapi.json`: made of the very tables that answer, so that it cannot say what is not so."""

from collections.abc import Iterable
from typing import Any

import msgspec
from starlette.routing import Route

from biztweet.api.twitter import openapi
from biztweet.api.twitter.endpoint import JSON
from biztweet.api.twitter_v2.calls import Call
from biztweet.api.twitter_v2.errors import PROBLEM
from biztweet.api.twitter_v2.parameters import Parameter
from biztweet.api.twitter_v2.present.schema import Schema
from biztweet.api.twitter_v2.shapes import COMPONENTS

_PROBLEMS = {
    "400": "What was sent cannot be right",
    "401": "Nobody knows who asks",
    "403": "Known, and not allowed",
    "404": "Not there",
    "413": "Too large",
    "429": "Asked too often",
    "503": "Not now",
}


def route(calls: Iterable[Call]) -> Route:
    """The description of some calls, at its address."""
    return openapi.route("/2/openapi.json", described(list(calls)))


def described(calls: list[Call]) -> dict[str, Any]:
    """An OpenAPI 3.1 document."""
    paths: dict[str, dict[str, Any]] = {}
    bodies = [one.body for one in calls if one.body is not None]
    _, components = msgspec.json.schema_components(dict.fromkeys(bodies), ref_template="#/components/schemas/{name}")
    for one in calls:
        paths.setdefault(f"/2/{one.path}", {})[one.method.lower()] = _operation(one)
    return openapi.document("BizTweet: Twitter's API v2", "2", paths, {**COMPONENTS, **components})


def _operation(one: Call) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": openapi.operation_id(one),
        "summary": (one.handle.__doc__ or "").partition("\n")[0],
        "parameters": [_parameter(parameter, one.in_path) for parameter in one.every_parameter],
        "responses": {
            **{
                str(status): {"description": "Done", "content": _content(JSON.partition(";")[0], one.shape)}
                for status in (one.status, *one.also)
            },
            **{
                status: {"description": why, "content": _content(PROBLEM, {"$ref": "#/components/schemas/Problem"})}
                for status, why in _PROBLEMS.items()
            },
        },
    }
    if one.body is not None:
        schema: Schema = {"$ref": f"#/components/schemas/{one.body.__name__}"}
        found["requestBody"] = {"required": True, "content": _content("application/json", schema)}
    return found


def _parameter(parameter: Parameter, in_path: tuple[str, ...]) -> dict[str, Any]:
    inside = parameter.name in in_path
    return {
        "name": parameter.name,
        "in": "path" if inside else "query",
        "required": parameter.required,
        "style": "simple" if inside else "form",
        "explode": False,
        "schema": parameter.schema,
    }


def _content(kind: str, schema: Schema) -> dict[str, Any]:
    return {kind: {"schema": schema}}
