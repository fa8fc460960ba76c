"""Emails by SMTP: encrypted from the first byte (smtps), or as soon as the server can (STARTTLS)."""

import ssl
from urllib.parse import unquote, urlsplit

import aiosmtplib

from biztweet.ports.mail import Email, MailAway, MailRefused
from biztweet.ports.mail.mime import message_of

_PORTS = {"smtp": 587, "smtps": 465}
_TIMEOUT_SECONDS = 30
_PERMANENT = range(500, 600)


class SmtpMail:
    """A connection for each email: there are few. A password crosses no network unencrypted.

    `trust` stands for the system's certificates.
    """

    def __init__(self, url: str, sender: str, trust: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        self._sender = sender
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS[parts.scheme]
        self._encrypted = parts.scheme == "smtps"
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._trust = trust

    async def send(self, email: Email) -> None:
        """Hand one email over. Raises MailAway, MailRefused."""
        message = message_of(email, self._sender)
        try:
            async with self._connection() as connection:
                await connection.send_message(message)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _understood(error) from error

    async def check(self) -> None:
        """Connect, encrypt, sign in. Raises MailAway, MailRefused."""
        try:
            async with self._connection() as connection:
                await connection.noop()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _understood(error) from error

    def _connection(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._encrypted,
            # None: where the server offers it; with a password it must.
            start_tls=False if self._encrypted else True if self._user else None,
            tls_context=self._trust,
            timeout=_TIMEOUT_SECONDS,
        )


def _understood(error: Exception) -> Exception:
    """Whether to try again. A refused recipient or text is final; a refused sign-in may be mended by the operator."""
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return MailAway(f"The mail server refuses the sign-in: {error}")
    refused = error.recipients if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else [error]
    codes = [getattr(each, "code", 0) for each in refused]
    return MailRefused(str(error)) if codes and all(code in _PERMANENT for code in codes) else MailAway(str(error))
