"""A letter as the message that travels: text and HTML side by side, with the headers that mailboxes ask for."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr

from biztweet.ports.mail import Letter, MailRefused


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The message from `sender`, which may be `Name <address>`. Raises MailRefused where an address is none."""
    message = EmailMessage()
    try:
        message["From"] = _address(*parseaddr(sender))
        message["To"] = _address(letter.name, letter.to)
        message["Subject"] = letter.subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = f"<{letter.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # no answers from those who are away: RFC 3834
        for name, value in letter.headers.items():
            message[name] = value
    except (ValueError, IndexError) as wrong:
        raise MailRefused(f"No letter can be made for {letter.to!r}: {wrong}") from wrong
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _address(name: str, address: str) -> Address:
    if "@" not in address:
        raise ValueError("no address")
    return Address(display_name=name, addr_spec=address)
