"""Parameters: each a name, a schema, and how its text is read; a call takes those it declares and no others."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from biztweet.api.twitter.ids import DIGITS, as_id
from biztweet.api.twitter_v2.errors import RequestWrong, Wrong
from biztweet.api.twitter_v2.present.schema import ID, INSTANT, Schema, choice, many

_MAX_ECHO_LENGTH = 100
_ID = re.compile(DIGITS, re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,10}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of a query or path. `read` makes a value of its text; raises ValueError saying why not."""

    name: str
    schema: Schema
    read: Callable[[str], Any]
    required: bool = False
    default: Any = None


def number(name: str, low: int, high: int, default: int | None = None, *, required: bool = False) -> Parameter:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
            raise ValueError(f"is not between {low} and {high}")
        return int(text)

    schema: Schema = {"type": "integer", "minimum": low, "maximum": high}
    return Parameter(name, schema if default is None else schema | {"default": default}, read, required, default)


def an_id(name: str, *, required: bool = False) -> Parameter:
    """An id; what has the shape of one and is none reads as 0, which nobody and nothing is called."""

    def read(text: str) -> int:
        if not _ID.fullmatch(text):
            raise ValueError("is not valid")
        return as_id(text) or 0

    return Parameter(name, ID, read, required)


def words(name: str, allowed: Iterable[str], *, required: bool = False) -> Parameter:
    """Some words of a list, with commas between, each once."""
    known = tuple(allowed)

    def read(text: str) -> tuple[str, ...]:
        found = text.split(",")
        if strange := [word for word in found if word not in known]:
            raise ValueError(f"is not one of [{','.join(known)}]: {strange[0][:_MAX_ECHO_LENGTH]}")
        return tuple(dict.fromkeys(found))

    return Parameter(name, many(choice(known)), read, required, default=())


def word(name: str, allowed: Iterable[str], default: str | None = None, *, required: bool = False) -> Parameter:
    """One word of a list."""
    known = tuple(allowed)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"is not one of [{','.join(known)}]")
        return text

    schema = choice(known)
    return Parameter(name, schema if default is None else schema | {"default": default}, read, required, default)


def terms(name: str, pattern: str, most: int, *, required: bool = True) -> Parameter:
    """Ids or names with commas between."""
    fits = re.compile(pattern, re.ASCII)

    def read(text: str) -> tuple[str, ...]:
        found = text.split(",")
        if len(found) > most:
            raise ValueError(f"has more than {most} terms")
        if any(not fits.fullmatch(term) for term in found):
            raise ValueError("is not valid")
        return tuple(found)

    item: Schema = {"type": "string", "pattern": f"^{pattern}$"}
    return Parameter(name, many(item) | {"maxItems": most}, read, required, default=())


def term(name: str, pattern: str) -> Parameter:
    """One word that has to be there, such as a name in a path."""
    fits = re.compile(pattern, re.ASCII)

    def read(text: str) -> str:
        if not fits.fullmatch(text):
            raise ValueError("is not valid")
        return text

    return Parameter(name, {"type": "string", "pattern": f"^{pattern}$"}, read, required=True)


def text(name: str, longest: int, *, required: bool = False) -> Parameter:
    """Any words, at most so many characters."""

    def read(sent: str) -> str:
        if len(sent) > longest:
            raise ValueError(f"has more than {longest} characters")
        return sent

    return Parameter(name, {"type": "string", "minLength": 1, "maxLength": longest}, read, required)


def flag(name: str) -> Parameter:
    """Yes or no."""

    def read(sent: str) -> bool:
        if sent.lower() not in ("true", "false"):
            raise ValueError("is not one of [true,false]")
        return sent.lower() == "true"

    return Parameter(name, {"type": "boolean"}, read, default=False)


def instant(name: str) -> Parameter:
    """An instant (RFC 3339), in microseconds since 1970."""

    def read(sent: str) -> int:
        try:
            if not _INSTANT.fullmatch(sent) or (at := datetime.fromisoformat(sent)) < _EPOCH:
                raise ValueError
            return (at - _EPOCH) // timedelta(microseconds=1)
        except (ValueError, OverflowError):
            raise ValueError("is not a valid date-time (YYYY-MM-DDTHH:mm:ssZ)") from None

    return Parameter(name, INSTANT, read)


def by_name(declared: Iterable[Parameter]) -> dict[str, Parameter]:
    """Parameters as `read_all` takes them."""
    return {parameter.name: parameter for parameter in declared}


def read_all(known: Mapping[str, Parameter], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The value of each declared parameter, its default where it was not sent. Raises RequestWrong."""
    wrongs = [_strange(name, value, known) for name, value in sent.items() if name not in known]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        value = sent.get(name)
        if value is None:
            values[name] = parameter.default
            if parameter.required:
                wrongs.append(Wrong({name: []}, f"The `{name}` query parameter can not be empty"))
            continue
        try:
            values[name] = parameter.read(value if isinstance(value, str) and value else _refuse())
        except ValueError as error:
            shown = _echo(value)
            wrongs.append(Wrong({name: [shown]}, f"The `{name}` query parameter value [{shown}] {error}"))
    if wrongs:
        raise RequestWrong(wrongs)
    return values


def _strange(name: str, value: object, known: Iterable[str]) -> Wrong:
    shown = name[:_MAX_ECHO_LENGTH]
    return Wrong({shown: [_echo(value)]}, f"The query parameter [{shown}] is not one of [{','.join(known)}]")


def _refuse() -> str:
    raise ValueError("is not valid")


def _echo(value: object) -> str:
    return str(value)[:_MAX_ECHO_LENGTH].encode("utf-8", "replace").decode()
