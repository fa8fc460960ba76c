"""One press in a mail ends such mails, signed in or not: the link is signed for one person and one stream."""

from biztweet.access.vault import Vault
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.errors import NotFound
from biztweet.mailing.model import Stream
from biztweet.notifications.set_preferences import set_preferences

_PURPOSE = "mail off"


class LinkBroken(NotFound):
    """The link was cut, or nobody here made it."""

    def __init__(self) -> None:
        super().__init__("This link is not whole")


def off_token(vault: Vault, account_id: int, stream: Stream) -> str:
    """What stands in the link of a mail; it holds as long as the server's secret key."""
    said = f"{account_id}-{stream}"
    return f"{said}-{vault.sign(_PURPOSE, said)}"


def read_token(vault: Vault, token: str) -> tuple[int, Stream]:
    """Whose mails the link ends, and which. Raises LinkBroken."""
    said, _, signature = token.rpartition("-")
    if not vault.is_signed(_PURPOSE, said, signature):
        raise LinkBroken
    account_id, _, stream = said.partition("-")
    return int(account_id), Stream(stream)


async def end_mails(db: Database, account_id: int, stream: Stream) -> None:
    """Send somebody no more of these; everything else of their preferences stays."""
    ended: dict[str, object] = {"digest": False} if stream is Stream.digest else {"mailed": ()}
    await set_preferences(db, Viewer(account_id), **ended)
