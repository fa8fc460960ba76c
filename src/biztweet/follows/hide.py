"""Mute and block: what one does not want to read. In a company a block hides; it stops nobody from reading."""

from biztweet.access.viewer import Viewer
from biztweet.accounts.existing import existing_account
from biztweet.events import AccountBlocked, AccountMuted, AccountUnblocked, AccountUnmuted
from biztweet.follows import store
from biztweet.follows.errors import OneselfRefused
from biztweet.follows.follow import unfollow_within
from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction

_AT_ONCE = 100


async def mute(
    db: Database, viewer: Viewer, account_id: int, *, notifications: bool = True, seconds: int | None = None
) -> None:
    """Hide an account's posts, and with `notifications` its acts, for `seconds` or until unmuted.

    Raises OneselfRefused, AccountNotFound.
    """
    if account_id == viewer.id:
        raise OneselfRefused("mute")

    async def work(tx: Transaction) -> None:
        await existing_account(tx, account_id)
        expires_at = tx.now + seconds * SECOND if seconds else None
        await tx.execute(
            store.MUTE,
            account_id=viewer.id,
            target_id=account_id,
            id=tx.new_id(),
            notifications=notifications,
            expires_at=expires_at,
        )
        await tx.emit(AccountMuted(account_id=viewer.id, target_id=account_id, due_at=expires_at))

    await db.write(work)


async def unmute(db: Database, viewer: Viewer, account_id: int) -> bool:
    """Show an account's posts again; True if it was muted."""

    async def work(tx: Transaction) -> bool:
        gone = await tx.rows(store.UNMUTE, account_id=viewer.id, target_id=account_id)
        if gone:
            await tx.emit(AccountUnmuted(account_id=viewer.id, target_id=account_id))
        return bool(gone)

    return await db.write(work)


async def end_due_mutes(db: Database) -> None:
    """End mutes whose time is over, some at once: open streams and caches hear of it as of any other end."""

    async def work(tx: Transaction) -> None:
        for mute in await tx.rows(store.RAN_OUT, now=tx.now, limit=_AT_ONCE):
            await tx.rows(store.UNMUTE, account_id=mute.account_id, target_id=mute.target_id)
            await tx.emit(AccountUnmuted(account_id=mute.account_id, target_id=mute.target_id))

    await db.write(work)


async def block(db: Database, viewer: Viewer, account_id: int) -> None:
    """Hide an account and its acts, and follow it no longer. Raises OneselfRefused, AccountNotFound."""
    if account_id == viewer.id:
        raise OneselfRefused("block")

    async def work(tx: Transaction) -> None:
        await existing_account(tx, account_id)
        await unfollow_within(tx, viewer.id, account_id)
        if await tx.rows(store.BLOCK, account_id=viewer.id, target_id=account_id, id=tx.new_id()):
            await tx.emit(AccountBlocked(account_id=viewer.id, target_id=account_id))

    await db.write(work)


async def unblock(db: Database, viewer: Viewer, account_id: int) -> bool:
    """Hide an account no longer; True if it was blocked."""

    async def work(tx: Transaction) -> bool:
        gone = await tx.rows(store.UNBLOCK, account_id=viewer.id, target_id=account_id)
        if gone:
            await tx.emit(AccountUnblocked(account_id=viewer.id, target_id=account_id))
        return bool(gone)

    return await db.write(work)
