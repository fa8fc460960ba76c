"""A mail server on loopback: what it got, and refusals that it is told to make."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from biztweet.server.tls import self_signed

USER, PASSWORD = "talk", "s3cret/word@x"


class MailServer:
    """Takes emails. `answers`: what it says to the next ones instead of taking them, such as `451 Later`."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[EmailMessage] = asyncio.Queue()
        self.answers: list[str] = []
        self.encrypted: list[bool] = []
        self.port = 0
        self.trust = ssl.create_default_context()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def next(self) -> EmailMessage:
        async with asyncio.timeout(15):
            return await self.got.get()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        if self.answers:
            return self.answers.pop(0)
        self.encrypted.append(session.ssl is not None)
        message = message_from_bytes(envelope.content, policy=SMTP_POLICY)
        assert isinstance(message, EmailMessage)
        self.got.put_nowait(message)
        return "250 Taken"


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@asynccontextmanager
async def mail_server(
    folder: Path, *, tls: bool = False, starttls: bool = False, auth: bool = False
) -> AsyncIterator[MailServer]:
    """A running server: encrypted from the first byte, or on request, or not at all."""
    server, context = MailServer(), None
    if tls or starttls:
        files = self_signed(folder / "mail-tls", ["127.0.0.1"])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files.certificate, files.key)
        server.trust = ssl.create_default_context(cafile=str(files.authority))

    def protocol() -> SMTP:
        with warnings.catch_warnings():  # it does not see that it is encrypted from the first byte
            warnings.simplefilter("ignore")
            return SMTP(
                server,
                hostname="mail.test",
                tls_context=context if starttls else None,
                authenticator=_knows if auth else None,
                auth_required=auth,
                auth_require_tls=not tls,
                enable_SMTPUTF8=True,
            )

    loop = asyncio.get_running_loop()
    async with await loop.create_server(protocol, "127.0.0.1", 0, ssl=context if tls else None) as running:
        server.port = running.sockets[0].getsockname()[1]
        yield server
