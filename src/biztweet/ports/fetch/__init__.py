"""Fetch: requests to other hosts. A side refuses addresses inside the company's network that nobody has allowed."""

from collections.abc import Mapping
from typing import Protocol

import msgspec


class Reply(msgspec.Struct, frozen=True):
    """What another host answered; its body is not read. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = {}


class HostAway(Exception):
    """The host cannot be reached, does not answer in time, or is not one that may be asked."""


class Fetch(Protocol):
    """Asks other hosts."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one POST; redirects are not followed. Raises HostAway."""

    async def close(self) -> None:
        """End what is open."""
