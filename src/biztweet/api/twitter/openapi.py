"""Descriptions of both APIs as OpenAPI documents, made of the very tables that answer."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biztweet.api.twitter.endpoint import JSON, Row

_HEAD = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}


def route(path: str, document: Mapping[str, Any]) -> Route:
    """A description at its address, for anybody: it holds neither people nor posts."""
    content = msgspec.json.encode(document)

    async def answer(_request: Request) -> Response:
        return Response(content, headers=_HEAD, media_type=JSON)

    return Route(path, answer)


def document(
    title: str, version: str, paths: Mapping[str, Mapping[str, Any]], schemas: Mapping[str, Any]
) -> dict[str, Any]:
    """An OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "security": [{"bearer": []}],
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def operation_id(call: Row) -> str:
    """A name for a call that no other has."""
    return f"{call.method.lower()}_{call.path.replace('/', '_').replace('{', '').replace('}', '')}"
