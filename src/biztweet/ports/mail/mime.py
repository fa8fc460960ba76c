"""An email as the message that travels: text and HTML side by side, with the headers that mailboxes ask for."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr

from biztweet.ports.mail import Email, MailRefused


def message_of(email: Email, sender: str) -> EmailMessage:
    """The message from `sender`, which may be `Name <address>`. Raises MailRefused where an address is none."""
    message = EmailMessage()
    try:
        message["From"] = _address(*parseaddr(sender))
        message["To"] = _address(email.name, email.to)
        message["Subject"] = email.subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = f"<{email.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # no answers from those who are away: RFC 3834
        for name, value in email.headers.items():
            message[name] = value
    except (ValueError, IndexError) as wrong:
        raise MailRefused(f"No email can be made for {email.to!r}: {wrong}") from wrong
    message.set_content(email.text)
    message.add_alternative(email.html, subtype="html")
    return message


def _address(name: str, address: str) -> Address:
    if "@" not in address:
        raise ValueError("no address")
    return Address(display_name=name, addr_spec=address)
