"""What a request asks for, wherever it says so: in the query, a form, a multipart form or JSON, merged and typed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Self

import msgspec
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from biztweet.api.bodies import FORM, pairs_of, read
from biztweet.api.brackets import merged
from biztweet.api.errors import ParameterWrong
from biztweet.api.multipart import Upload
from biztweet.inject import header

_KEPT = "biztweet.parameters"
_LARGEST_NUMBER = re.compile(r"[+-]?[0-9]{1,20}", re.ASCII)
_NO = frozenset({"false", "f", "0", "off", "no", "n"})  # Rails casts every other word to true


class Parameters(msgspec.Struct, frozen=True):
    """Named values: text from a query or form, and what JSON knows besides; a body outdoes the query.

    `signed` are the pairs of the query and the urlencoded form as they came, over which OAuth 1.0a signs; `query` and
    `body` are the two halves of `values`, for who must tell them apart.
    """

    values: Mapping[str, Any] = {}
    uploads: Mapping[str, Upload] = {}
    signed: Sequence[tuple[str, str]] = ()
    query: Mapping[str, Any] = {}
    body: Mapping[str, Any] = {}

    def __contains__(self, name: str) -> bool:
        """Whether it was sent at all, be it empty."""
        return name in self.values or name in self.uploads

    def text(self, name: str) -> str | None:
        """As it was sent, "" if it was sent empty; None if it was not sent. Raises ParameterWrong."""
        return _text(name, self.values.get(name))

    def number(self, name: str) -> int | None:
        """A whole number; None if it was not sent, or empty. Raises ParameterWrong."""
        text = self.text(name)
        if not text:
            return None
        if not _LARGEST_NUMBER.fullmatch(text):
            raise ParameterWrong(name, "a whole number")
        return int(text)

    def flag(self, name: str) -> bool | None:
        """Yes or no, as Rails reads it; None if it was not sent, or empty. Raises ParameterWrong."""
        text = self.text(name)
        return text.lower() not in _NO if text else None

    def texts(self, name: str) -> list[str]:
        """A list, or a single value as a list of one. Raises ParameterWrong."""
        value = self.values.get(name)
        each = value if isinstance(value, list) else [value]
        return [text for item in each if (text := _text(name, item)) is not None]

    def inner(self, name: str) -> Self:
        """What stands under a name; nothing if that was not sent. Raises ParameterWrong."""
        value = self.values.get(name)
        if value is None or value == "":
            return type(self)()
        if not isinstance(value, dict):
            raise ParameterWrong(name, "an object")
        return type(self)(value)

    def each(self, name: str) -> list[Self]:
        """A list of what has names of its own: `a[][x]=…`, `a[0][x]=…` or JSON. Raises ParameterWrong."""
        value = self.values.get(name)
        items = list(value.values()) if isinstance(value, dict) else value or []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise ParameterWrong(name, "a list of objects")
        return [type(self)(item) for item in items]


_NOTHING = Parameters()


async def parameters(request: Request) -> Parameters:
    """All that a request asks for; read once, however often it is asked. Raises BodyBroken, ParameterWrong."""
    kept: Parameters | None = request.scope.get(_KEPT)
    if kept is None:
        kept = request.scope[_KEPT] = await _read(request)
    return kept


async def signed_pairs(request: Request) -> Sequence[tuple[str, str]]:
    """What OAuth 1.0a signs: the pairs of the query and of a urlencoded form; no other body is read for it.

    Raises BodyBroken, ParameterWrong.
    """
    kind, _ = parse_options_header(header(request, b"content-type"))
    if kind in (b"", FORM):
        return (await parameters(request)).signed
    return pairs_of(request.scope["query_string"])


async def _read(request: Request) -> Parameters:
    pairs = pairs_of(request.scope["query_string"])
    asks = request.method in {"GET", "HEAD"} and not _has_json(request)
    if asks and not pairs:
        return _NOTHING
    query = merged(pairs)
    if asks:
        return Parameters(query, {}, pairs, query)
    body = await read([chunk async for chunk in request.stream()], header(request, b"content-type"))
    signed = [*pairs, *body.pairs] if body.pairs else pairs
    return Parameters({**query, **body.values}, body.uploads, signed, query, body.values)


def _has_json(request: Request) -> bool:
    """Whether a request says that it has a JSON body: Mastodon.py's GETs have one here and there."""
    return (header(request, b"content-type") or "").startswith("application/json")


def _text(name: str, value: object) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case _:
            raise ParameterWrong(name, "a single value")
