"""Field: one line of an object's table; the table says what may be asked for, what it is made of, and its schema."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.present.schema import Schema

T = TypeVar("T")


class Field(msgspec.Struct, Generic[T], frozen=True):
    """What a field holds, and how it is read off what is shown; None where there is none of it."""

    schema: Schema
    of: Callable[[Site, T], Any]


Table = Mapping[str, Field[T]]


def never(schema: Schema) -> Field[Any]:
    """A field that may be asked for, and of which there is nothing here."""
    return Field(schema, lambda _site, _one: None)


def shown(table: Table[T], names: Iterable[str], site: Site, one: T) -> dict[str, Any]:
    """The fields of `names` that there are, in the order of `names`."""
    return {name: value for name in names if (value := table[name].of(site, one)) is not None}
