"""JSON schemas of what tables of fields and parameters hold."""

from collections.abc import Iterable
from typing import Any

from biztweet.api.twitter.ids import DIGITS

Schema = dict[str, Any]

ID: Schema = {"type": "string", "pattern": f"^{DIGITS}$"}
HANDLE: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_]{1,20}$"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
MEDIA_KEY: Schema = {"type": "string", "pattern": "^[0-9]+_[0-9]+$"}


def choice(words: Iterable[str]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def many(item: Schema, *, at_least: int = 1) -> Schema:
    """A list."""
    return {"type": "array", "minItems": at_least, "items": item}


def thing(required: Iterable[str] = (), **properties: Schema) -> Schema:
    """An object."""
    found: Schema = {"type": "object", "properties": properties}
    return found | {"required": list(required)} if required else found
