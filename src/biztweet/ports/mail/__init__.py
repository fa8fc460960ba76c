"""Mail: letters to people outside of the pages. A side hands each to whoever carries it on."""

from collections.abc import Mapping
from typing import Protocol

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """One mail to one person, as text and as HTML; `id` is the same however often it is tried."""

    to: str
    name: str
    subject: str
    text: str
    html: str
    id: str
    headers: Mapping[str, str] = {}


class MailAway(Exception):
    """The mail server cannot be reached, or asks to be tried again later."""


class MailRefused(Exception):
    """The mail server will never take this letter, or no letter can be made of it."""


class Mail(Protocol):
    """Sends letters."""

    async def send(self, letter: Letter) -> None:
        """Hand one letter over. Raises MailAway, MailRefused."""

    async def check(self) -> None:
        """See whether letters would be taken, without sending one. Raises MailAway, MailRefused."""
