"""Fetch: requests to other hosts. A side refuses addresses inside the company's network that nobody has allowed."""

from collections.abc import Mapping
from typing import Protocol

import msgspec


class Reply(msgspec.Struct, frozen=True):
    """What another host answered; its body is not read. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = {}


class Document(msgspec.Struct, frozen=True):
    """What stands at an address, after redirects; `body` may be its beginning only."""

    address: str
    status: int
    content_type: str
    body: bytes


class HostAway(Exception):
    """The host cannot be reached, does not answer in time, or is not one that may be asked."""


class Fetch(Protocol):
    """Asks other hosts."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one POST; redirects are not followed. Raises HostAway."""

    async def get(self, url: str, *, most_bytes: int, whole: bool = False) -> Document:
        """What one GET brings, over http or https, at most three redirects on; more than `most_bytes` is not read.

        With `whole` what is longer is refused. Raises HostAway.
        """

    async def close(self) -> None:
        """End what is open."""
