"""Detach a quote: whoever is quoted may let another's post show theirs no longer; its words stay."""

from biztweet.access.viewer import Viewer
from biztweet.events import QuoteDetached
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import NotTheQuoted, PostNotFound
from biztweet.posts.model import Post
from biztweet.posts.names import folded_tags
from biztweet.posts.visibility import may_see


async def detach(db: Database, viewer: Viewer, quoted_id: int, post_id: int) -> None:
    """Let `post_id` quote the viewer's post `quoted_id` no longer. Raises PostNotFound, NotTheQuoted."""

    async def work(tx: Transaction) -> None:
        await _detach(tx, viewer, quoted_id, post_id)

    await db.write(work)


async def detach_from_own(db: Database, viewer: Viewer, post_id: int) -> None:
    """Let `post_id` quote no longer what it quotes, a post of the viewer's. Raises PostNotFound, NotTheQuoted."""

    async def work(tx: Transaction) -> None:
        quote = _seen(viewer, await tx.one(store.BY_IDS, ids=[post_id]))
        if quote.quote_of_id is None:
            raise PostNotFound
        await _detach(tx, viewer, quote.quote_of_id, post_id)

    await db.write(work)


async def _detach(tx: Transaction, viewer: Viewer, quoted_id: int, post_id: int) -> None:
    found = {post.id: post for post in await tx.rows(store.BY_IDS, ids=[quoted_id, post_id])}
    quoted, quote = _seen(viewer, found.get(quoted_id)), _seen(viewer, found.get(post_id))
    if quoted.author_id != viewer.id:
        raise NotTheQuoted
    if quote.quote_of_id != quoted.id:
        raise PostNotFound
    await tx.execute(store.DETACH, post_id=quote.id)
    await tx.execute(store.COUNT_QUOTE, post_id=quoted.id, more=-1)
    await tx.emit(
        QuoteDetached(
            post_id=quote.id,
            author_id=quote.author_id,
            quoted_id=quoted.id,
            quoted_author_id=viewer.id,
            thread_id=quote.thread_id,
            in_company=quote.in_company,
            tags=folded_tags(quote.entities),
        )
    )


def _seen(viewer: Viewer, post: Post | None) -> Post:
    if post is None or not may_see(viewer, post):
        raise PostNotFound
    return post
