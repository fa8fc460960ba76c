"""Administrators: who may do what is not everybody's."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.model import Role
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Forbidden
from biztweet.kernel.transaction import Transaction


class NotAnAdministrator(Forbidden):
    """Only administrators may do this."""

    def __init__(self) -> None:
        super().__init__("This action is not allowed")


async def check_administrator(reads: Database | Transaction, viewer: Viewer) -> None:
    """Raise NotAnAdministrator for everybody else, as of now."""
    found = await reads.rows(accounts.BY_IDS, ids=[viewer.id])
    if not found or found[0].role is not Role.admin or not found[0].active:
        raise NotAnAdministrator
