"""Follow and unfollow: both may be repeated, and say whether anything changed."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.existing import existing_account
from biztweet.events import AccountFollowed, AccountUnfollowed, PostsAwaited, RepostsWanted
from biztweet.follows import store
from biztweet.follows.errors import OneselfRefused
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction


async def follow(
    db: Database, viewer: Viewer, account_id: int, *, notify: bool | None = None, reposts: bool | None = None
) -> bool:
    """Follow an account; True if that is new.

    `notify`: whether to be told of each of their posts, `reposts`: whether theirs stand in one's Home; None leaves it.

    Raises OneselfRefused, AccountNotFound.
    """
    if account_id == viewer.id:
        raise OneselfRefused("follow")

    async def work(tx: Transaction) -> bool:
        if not (await existing_account(tx, account_id)).active:
            raise AccountNotFound
        new = await tx.rows(store.FOLLOW, follower_id=viewer.id, followee_id=account_id, id=tx.new_id(), reposts=True)
        if new:
            await _count(tx, viewer.id, account_id, 1)
            await tx.emit(AccountFollowed(follower_id=viewer.id, followee_id=account_id))
        if notify is not None:
            await _await(tx, viewer.id, account_id, wanted=notify)
        if reposts is not None:
            await _show_reposts(tx, viewer.id, account_id, wanted=reposts)
        return bool(new)

    return await db.write(work)


async def unfollow(db: Database, viewer: Viewer, account_id: int) -> bool:
    """Follow no longer; True if that is new."""

    async def work(tx: Transaction) -> bool:
        return await unfollow_within(tx, viewer.id, account_id)

    return await db.write(work)


async def show_reposts(db: Database, viewer: Viewer, account_id: int, *, wanted: bool) -> None:
    """Let reposts by somebody one follows stand in one's Home, or not. Of others there are none in it."""

    async def work(tx: Transaction) -> None:
        await _show_reposts(tx, viewer.id, account_id, wanted=wanted)

    await db.write(work)


async def send_away(db: Database, viewer: Viewer, follower_id: int) -> bool:
    """Let somebody follow the viewer no longer; True if that is new. They are not told."""

    async def work(tx: Transaction) -> bool:
        return await unfollow_within(tx, follower_id, viewer.id)

    return await db.write(work)


async def unfollow_within(tx: Transaction, follower_id: int, followee_id: int) -> bool:
    """The same in the caller's transaction."""
    gone = await tx.rows(store.UNFOLLOW, follower_id=follower_id, followee_id=followee_id)
    if gone:
        await _count(tx, follower_id, followee_id, -1)
        await _await(tx, follower_id, followee_id, wanted=False)
        await tx.emit(AccountUnfollowed(follower_id=follower_id, followee_id=followee_id))
    return bool(gone)


async def _count(tx: Transaction, follower_id: int, followee_id: int, more: int) -> None:
    await tx.execute(accounts.COUNT_FOLLOWEE, account_id=follower_id, more=more)
    await tx.execute(accounts.COUNT_FOLLOWER, account_id=followee_id, more=more)


async def _show_reposts(tx: Transaction, follower_id: int, followee_id: int, *, wanted: bool) -> None:
    if await tx.rows(store.SHOW_REPOSTS, follower_id=follower_id, followee_id=followee_id, reposts=wanted):
        await tx.emit(RepostsWanted(follower_id=follower_id, followee_id=followee_id, wanted=wanted))


async def _await(tx: Transaction, account_id: int, target_id: int, *, wanted: bool) -> None:
    changed = await tx.rows(store.AWAIT if wanted else store.UNAWAIT, account_id=account_id, target_id=target_id)
    if changed:
        await tx.execute(accounts.COUNT_AWAITING, account_id=target_id, more=1 if wanted else -1)
        await tx.emit(PostsAwaited(account_id=account_id, target_id=target_id, wanted=wanted))
