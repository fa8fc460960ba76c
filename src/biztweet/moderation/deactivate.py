"""Deactivate an account as an administrator, and activate it again; nobody deactivates their own."""

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.accounts import join
from biztweet.kernel.database import Database
from biztweet.moderation.errors import OwnWayIn


async def deactivate(db: Database, viewer: Viewer, account_id: int) -> None:
    """End an account's access at once. Raises NotAnAdministrator, OwnWayIn, AccountNotFound."""
    await check_administrator(db, viewer)
    if account_id == viewer.id:
        raise OwnWayIn
    await join.deactivate(db, account_id)


async def activate(db: Database, viewer: Viewer, account_id: int) -> None:
    """Let an account back in. Raises NotAnAdministrator, AccountNotFound."""
    await check_administrator(db, viewer)
    await join.activate(db, account_id)
