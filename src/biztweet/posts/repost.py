"""Repost and take it back. A repost is a post of its own, with an id; repeating a repeat repeats the original."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.events import PostReposted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.author import author_of
from biztweet.posts.errors import PostNotFound
from biztweet.posts.model import Audience, Entities, Post, Signature, Source
from biztweet.posts.remove import remove_within
from biztweet.posts.target import target


class Reposted(msgspec.Struct, frozen=True):
    """The repost, and whether it is new."""

    post_id: int
    new: bool


async def repost(db: Database, viewer: Viewer, post_id: int, source: Source) -> Reposted:
    """Repeat a post to those who follow the viewer. Raises PostNotFound, NotWithMessages, AccountInactive."""

    async def work(tx: Transaction) -> Reposted:
        if (original := await target(tx, viewer, post_id)) is None:
            raise PostNotFound
        if (existing_id := await tx.one(store.REPOST_BY, post_id=original.id, account_id=viewer.id)) is not None:
            return Reposted(existing_id, new=False)
        author = await author_of(tx, viewer)
        repeat = Post(
            id=(repeat_id := tx.new_id()),
            author_id=author.id,
            audience=Audience.company,
            text="",
            entities=Entities(),
            signature=Signature(author.name, author.department, author.photo_key),
            source=source,
            thread_id=repeat_id,
            created_at=tx.now,
            repost_of_id=original.id,
        )
        await tx.execute(store.INSERT, **msgspec.structs.asdict(repeat))
        await tx.execute(store.COUNT_REPOST, post_id=original.id, more=1)
        await tx.execute(accounts.COUNT_POST, account_id=author.id, more=1, at=tx.now)
        await tx.emit(
            PostReposted(
                post_id=repeat.id,
                author_id=author.id,
                repost_of_id=original.id,
                repost_of_account_id=original.author_id,
            )
        )
        return Reposted(repeat.id, new=True)

    return await db.write(work)


async def own_repost(db: Database, viewer: Viewer, original_id: int) -> int | None:
    """The viewer's repost of a post, if there is one."""
    return await db.one(store.REPOST_BY, post_id=original_id, account_id=viewer.id)


async def unrepost(db: Database, viewer: Viewer, post_id: int) -> int:
    """Take a repost back; return the original's id. Raises PostNotFound when the original is not there."""

    async def work(tx: Transaction) -> int:
        if (original := await target(tx, viewer, post_id)) is None:
            raise PostNotFound
        if (repeat_id := await tx.one(store.REPOST_BY, post_id=original.id, account_id=viewer.id)) is not None:
            [repeat] = await tx.rows(store.BY_IDS, ids=[repeat_id])
            await remove_within(tx, repeat)
        return original.id

    return await db.write(work)
