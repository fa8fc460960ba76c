"""Follow and unfollow: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.errors import AccountNotFound
from biztweet.events import AccountFollowed, AccountUnfollowed
from biztweet.follows import store
from biztweet.follows.errors import OneselfRefused
from biztweet.kernel.database import Database, Transaction


async def follow(db: Database, viewer: Viewer, account_id: int) -> bool:
    """Follow an account; True if that is new. Raises OneselfRefused, AccountNotFound."""
    if account_id == viewer.id:
        raise OneselfRefused("follow")

    async def work(tx: Transaction) -> bool:
        target = await tx.one(accounts.BY_IDS, ids=[account_id])
        if target is None or not target.active:
            raise AccountNotFound
        new = await tx.rows(store.FOLLOW, follower_id=viewer.id, followee_id=account_id, id=tx.new_id())
        if new:
            await _count(tx, viewer.id, account_id, 1)
            await tx.emit(AccountFollowed(follower_id=viewer.id, followee_id=account_id))
        return bool(new)

    return await db.write(work)


async def unfollow(db: Database, viewer: Viewer, account_id: int) -> bool:
    """Follow no longer; True if that is new."""

    async def work(tx: Transaction) -> bool:
        return await unfollow_within(tx, viewer.id, account_id)

    return await db.write(work)


async def unfollow_within(tx: Transaction, follower_id: int, followee_id: int) -> bool:
    """The same in the caller's transaction."""
    gone = await tx.rows(store.UNFOLLOW, follower_id=follower_id, followee_id=followee_id)
    if gone:
        await _count(tx, follower_id, followee_id, -1)
        await tx.emit(AccountUnfollowed(follower_id=follower_id, followee_id=followee_id))
    return bool(gone)


async def _count(tx: Transaction, follower_id: int, followee_id: int, more: int) -> None:
    await tx.execute(accounts.COUNT_FOLLOWEE, account_id=follower_id, more=more)
    await tx.execute(accounts.COUNT_FOLLOWER, account_id=followee_id, more=more)
