"""Which side of the port an address asks for."""

from biztweet.ports.mail import Mail
from biztweet.ports.mail.console import ConsoleMail


def open_mail(url: str, sender: str) -> Mail:
    """`console:` writes emails to the log; `smtp://` and `smtps://` send them."""
    if url.startswith("console:"):
        return ConsoleMail(sender)
    from biztweet.ports.mail.smtp import SmtpMail  # noqa: PLC0415 - loaded only where it is used

    return SmtpMail(url, sender)
