"""Emails to the log: for looking at them where no mail server is."""

import structlog

from biztweet.ports.mail import Email
from biztweet.ports.mail.mime import message_of

log = structlog.get_logger()


class ConsoleMail:
    """Writes each email to the log, and sends none."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    async def send(self, email: Email) -> None:
        """Log an email. Raises MailRefused where it could not be sent either."""
        message = message_of(email, self._sender)
        log.info("mail", to=str(message["To"]), subject=str(message["Subject"]), text=email.text)

    async def check(self) -> None:
        """There is always a log."""
