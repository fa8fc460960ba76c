"""`/1.1/openapi.json`: v1.1 as a document, made of the calls and of what they read; any program may ask for it."""

from collections.abc import Sequence
from typing import Any

from starlette.routing import Route

from biztweet.api.twitter import openapi
from biztweet.api.twitter_v1.calls import Call
from biztweet.api.twitter_v1.codes import TABLE
from biztweet.api.twitter_v1.described import parameters_of

_NUMBERS = {"count", "cursor", "since_id", "max_id", "page", "maxwidth", "total_bytes", "segment_index"}
_FLAGS = {
    "include_entities", "skip_status", "include_email", "trim_user", "include_ext_alt_text", "map", "exclude_replies",
    "include_rts", "stringify_ids", "perform_block", "reverse", "filter_to_owned_lists", "possibly_sensitive",
    "auto_populate_reply_metadata", "stringify_friend_ids", "stall_warnings", "follow",
}  # fmt: skip
_DONE = {"200": "Done", "201": "Made", "202": "Begun", "204": "Done, and nothing to say"}
_ERRORS = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
            },
        }
    },
}


def route(calls: Sequence[Call]) -> Route:
    """The description of some calls, at its address."""
    return openapi.route("/1.1/openapi.json", described(calls))


def described(calls: Sequence[Call]) -> dict[str, Any]:
    """An OpenAPI 3.1 document."""
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        paths.setdefault(f"/1.1/{call.path}.json", {})[call.method.lower()] = _operation(call)
    return openapi.document("BizTweet: Twitter's API v1.1", "1.1", paths, {"Errors": _ERRORS})


def _operation(call: Call) -> dict[str, Any]:
    inside = [part[1:-1] for part in call.path.split("/") if part.startswith("{")]
    names = parameters_of(call)
    found: dict[str, Any] = {
        "operationId": openapi.operation_id(call),
        "summary": (call.handle.__doc__ or "").partition("\n")[0],
        "parameters": [{"name": name, "in": "path", "required": True, "schema": _schema(name)} for name in inside],
        "responses": {
            **{status: {"description": why, "content": {"application/json": {}}} for status, why in _DONE.items()},
            **{str(status): _REFUSED for status in sorted({row[1] for row in TABLE})},
        },
    }
    if call.method == "POST":
        properties = {name: _schema(name) for name in names}
        form = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": properties}}}
        found["requestBody"] = {"content": form}
    else:
        found["parameters"] += [{"name": name, "in": "query", "schema": _schema(name)} for name in names]
    return found


_REFUSED = {
    "description": "Refused",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}},
}


def _schema(name: str) -> dict[str, Any]:
    if name in _NUMBERS:
        return {"type": "integer"}
    return {"type": "boolean"} if name in _FLAGS else {"type": "string"}
