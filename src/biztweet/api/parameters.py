"""What a request asks for, wherever it says so: in the query, a form, a multipart form or JSON, merged and typed.

Names may carry Rails' brackets: `media_ids[]=1&poll[options][]=Yes` is `{"media_ids": ["1"], "poll": {"options": …}}`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl

import msgspec
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from biztweet.api.multipart import Upload, parts
from biztweet.inject import header
from biztweet.kernel.errors import Invalid

Held = TypeVar("Held", dict[str, Any], list[Any])

_KEPT = "biztweet.parameters"
_FORM = b"application/x-www-form-urlencoded"
_MOST_PAIRS = 1_000
_DEEPEST = 6
_LARGEST_NUMBER = re.compile(r"[+-]?[0-9]{1,20}", re.ASCII)
_BRACKETED = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])+)")
_NO = frozenset({"false", "f", "0", "off", "no", "n"})  # Rails casts every other word to true


class BodyBroken(Invalid):
    """A query or body that cannot be read."""

    def __init__(self, why: str) -> None:
        super().__init__("body", f"The request cannot be read: {why}")


class ParameterWrong(Invalid):
    """A parameter that is not what it has to be."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(name, f"{name} must be {wanted}")


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
    if kind in (b"", _FORM):
        return (await parameters(request)).signed
    return _pairs(request.scope["query_string"])


def merged(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs as a tree, by the brackets in their names; of two values for one name the later stands.

    Raises ParameterWrong.
    """
    tree: dict[str, Any] = {}
    for name, value in pairs:
        found = _BRACKETED.fullmatch(name) if "[" in name else None
        root, inside = (found[1], found[2][1:-1].split("][")) if found else (name, [])
        if len(inside) > _DEEPEST:
            raise ParameterWrong(root, "less nested")
        _put(tree, root, inside, value, root)
    return tree


async def _read(request: Request) -> Parameters:
    pairs = _pairs(request.scope["query_string"])
    asks = request.method in {"GET", "HEAD"} and not _has_json(request)
    if asks and not pairs:
        return _NOTHING
    query = merged(pairs)
    if asks:
        return Parameters(query, {}, pairs, query)
    body = await request.body()
    kind, options = parse_options_header(header(request, b"content-type"))
    if kind == b"application/json" or kind.endswith(b"+json") or (not kind and body.lstrip()[:1] == b"{"):
        sent = _json(body)
        return Parameters(query | sent, {}, pairs, query, sent)
    if kind == b"multipart/form-data":
        fields, uploads = _form(body, options.get(b"boundary", b""))
        sent = merged(fields)
        return Parameters(query | sent, uploads, pairs, query, sent)
    if kind in (b"", _FORM):
        form = _pairs(body)
        sent = merged(form)
        return Parameters(query | sent, {}, [*pairs, *form], query, sent)
    return Parameters(query, {}, pairs, query)


def _has_json(request: Request) -> bool:
    """Whether a request says that it has a JSON body: Mastodon.py's GETs have one here and there."""
    return (header(request, b"content-type") or "").startswith("application/json")


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    if not encoded:
        return []
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PAIRS)
    except UnicodeDecodeError as error:
        raise BodyBroken("it is not UTF-8") from error
    except ValueError as error:
        raise BodyBroken(f"it has more than {_MOST_PAIRS} parameters") from error


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
        return parts(body, boundary, _MOST_PAIRS)
    except UnicodeDecodeError as error:
        raise BodyBroken("it is not UTF-8") from error
    except ValueError as error:
        raise BodyBroken(f"its multipart form is {error}") from error


def _put(holder: dict[str, Any], key: str, inside: list[str], value: str, root: str) -> None:
    if not inside:
        if isinstance(holder.get(key), dict | list):
            raise ParameterWrong(root, "given in one way only")
        holder[key] = value
        return
    here, *below = inside
    if here:
        _put(_held(holder, key, dict, root), here, below, value, root)
        return
    items = _held(holder, key, list, root)
    if not below:
        items.append(value)
        return
    # As Rails does: a name that the last element has already begins the next.
    if not items or not isinstance(items[-1], dict) or (len(below) == 1 and below[0] in items[-1]):
        items.append({})
    _put(items[-1], below[0], below[1:], value, root)


def _held(holder: dict[str, Any], key: str, kind: type[Held], root: str) -> Held:
    held = holder.setdefault(key, kind())
    if not isinstance(held, kind):
        raise ParameterWrong(root, "given in one way only")
    return held


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
