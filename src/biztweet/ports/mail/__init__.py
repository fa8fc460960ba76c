"""Mail: emails to people outside of the pages. A side hands each to whoever carries it on."""

from collections.abc import Mapping
from typing import Protocol

import msgspec


class Email(msgspec.Struct, frozen=True):
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
    """The mail server will never take this email, or no email can be made of it."""


class Mail(Protocol):
    """Sends emails."""

    async def send(self, email: Email) -> None:
        """Hand one email over. Raises MailAway, MailRefused."""

    async def check(self) -> None:
        """See whether emails would be taken, without sending one. Raises MailAway, MailRefused."""
