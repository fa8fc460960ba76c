"""Delete a post: its words and pictures go, its reposts too; a stub keeps its place in the thread."""

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.cards import show as cards
from biztweet.events import PostDeleted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.polls import store as polls
from biztweet.posts import store
from biztweet.posts.errors import NotTheAuthor, PostNotFound
from biztweet.posts.model import Entities, Post
from biztweet.posts.names import folded_tags, mentioned_ids
from biztweet.posts.visibility import visible_to_all


async def remove(db: Database, viewer: Viewer, post_id: int) -> None:
    """Delete a post or repost of the viewer's own. Raises PostNotFound, NotTheAuthor."""

    async def work(tx: Transaction) -> None:
        post = await tx.one(store.BY_IDS, ids=[post_id])
        if post is None or not visible_to_all(post):
            raise PostNotFound
        if post.author_id != viewer.id:
            raise NotTheAuthor
        await remove_within(tx, post)

    await db.write(work)


async def remove_within(tx: Transaction, post: Post) -> None:
    """Delete a post and its reposts in the caller's transaction."""
    for repeat in await tx.rows(store.REPOSTS_OF, post_id=post.id):
        await _erase(tx, repeat)
    await _erase(tx, post)


async def wipe(tx: Transaction, post_id: int) -> None:
    """Take a post's words and pictures away, also those of earlier days; what it counted for is the caller's."""
    await tx.execute(store.ERASE, post_id=post_id, entities=Entities(), deleted_at=tx.now)
    await tx.execute(store.DELETE_REVISIONS, post_id=post_id)
    await tx.execute(store.DELETE_ATTACHMENTS, post_id=post_id)
    await tx.execute(media.RELEASE, post_id=post_id, at=tx.now)


async def _erase(tx: Transaction, post: Post) -> None:
    await wipe(tx, post.id)
    await tx.execute(store.DELETE_MENTIONS, post_id=post.id, ids=mentioned_ids(post.entities))
    await tx.execute(store.DELETE_TAGS, post_id=post.id, names=folded_tags(post.entities))
    liker_ids = await tx.rows(store.LIKER_IDS, post_id=post.id)
    await tx.execute(accounts.COUNT_LIKE_OF_ALL, ids=liker_ids, more=-1)
    await tx.execute(store.UNLIKE_ALL, post_id=post.id)
    await tx.execute(store.UNBOOKMARK_ALL, post_id=post.id)
    await tx.execute(store.UNPIN_ALL, post_id=post.id)
    if post.entities.links:
        await cards.hide(tx, post.id)
    if post.has_poll:
        await tx.execute(polls.DELETE, post_id=post.id)
        await tx.execute(polls.DELETE_BALLOTS, post_id=post.id)
    await tx.execute(accounts.COUNT_POST, account_id=post.author_id, more=-1, at=None)
    for counted, command in (
        (post.reply_to_id, store.COUNT_REPLY),
        (post.quote_of_id, store.COUNT_QUOTE),
        (post.repost_of_id, store.COUNT_REPOST),
    ):
        if counted is not None:
            await tx.execute(command, post_id=counted, more=-1)
    await tx.emit(
        PostDeleted(
            post_id=post.id,
            author_id=post.author_id,
            thread_id=post.thread_id,
            in_company=post.in_company,
            reply_to_id=post.reply_to_id,
            repost_of_id=post.repost_of_id,
            quote_of_id=post.quote_of_id,
            tags=folded_tags(post.entities),
            liker_ids=tuple(liker_ids),
        )
    )
