"""Bodies: a urlencoded form, a multipart form or JSON, from bytes that are all there."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from python_multipart.multipart import parse_options_header

from biztweet.api.brackets import merged
from biztweet.api.errors import BodyBroken
from biztweet.api.multipart import Upload, parts

FORM = b"application/x-www-form-urlencoded"
_MAX_PAIRS = 1_000
_LARGE_BYTES = 256 * 1024  # what takes longer to read than a thread to be asked


class Body(msgspec.Struct, frozen=True):
    """What a body says: its values, its files, and, of a urlencoded form, the pairs as they came."""

    values: Mapping[str, Any] = {}
    uploads: Mapping[str, Upload] = {}
    pairs: Sequence[tuple[str, str]] = ()


async def read(chunks: Sequence[bytes], content_type: str | None) -> Body:
    """A body that came in `chunks`; nobody else waits while a large one is read. Raises BodyBroken, ParameterWrong."""
    if sum(map(len, chunks)) < _LARGE_BYTES:
        return _read(chunks, content_type)
    return await asyncio.to_thread(_read, chunks, content_type)


def pairs_of(encoded: bytes) -> list[tuple[str, str]]:
    """The pairs of a query or urlencoded form, in their order. Raises BodyBroken."""
    if not encoded:
        return []
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_PAIRS)
    except UnicodeDecodeError as error:
        raise BodyBroken("it is not UTF-8") from error
    except ValueError as error:
        raise BodyBroken(f"it has more than {_MAX_PAIRS} parameters") from error


def _read(chunks: Sequence[bytes], content_type: str | None) -> Body:
    body = b"".join(chunks)
    kind, options = parse_options_header(content_type)
    if kind == b"application/json" or kind.endswith(b"+json") or (not kind and body.lstrip()[:1] == b"{"):
        return Body(_json(body))
    if kind == b"multipart/form-data":
        fields, uploads = _form(body, options.get(b"boundary", b""))
        return Body(merged(fields), uploads)
    if kind in (b"", FORM):
        form = pairs_of(body)
        return Body(merged(form), {}, form)
    return Body()


def _json(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BodyBroken("it is not JSON") from error
    if not isinstance(value, dict):
        raise BodyBroken("it is no JSON object")
    return value


def _form(body: bytes, boundary: bytes) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    try:
        return parts(body, boundary, _MAX_PAIRS)
    except UnicodeDecodeError as error:
        raise BodyBroken("it is not UTF-8") from error
    except ValueError as error:
        raise BodyBroken(f"its multipart form is {error}") from error
