"""How golden files are written: JSON with an indent of two, keys in the order in which they are sent."""

from typing import Any

import msgspec


def pretty(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
