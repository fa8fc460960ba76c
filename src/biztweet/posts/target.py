"""Which post an id means to somebody who answers, quotes, likes or keeps it."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import NotWithMessages, QuotedMissing, ReplyToMissing
from biztweet.posts.model import Audience, Draft, Post
from biztweet.posts.visibility import may_see


async def target(tx: Transaction, viewer: Viewer, post_id: int, *, or_message: bool = False) -> Post | None:
    """The post that `post_id` means to the viewer: for a repost, the original; None if it is not there.

    Raises NotWithMessages for a message, unless it may be one.
    """
    post = await tx.one(store.BY_IDS, ids=[post_id])
    if post is not None and post.repost_of_id is not None and may_see(viewer, post):
        post = await tx.one(store.BY_IDS, ids=[post.repost_of_id])
    if post is None or not may_see(viewer, post):
        return None
    if post.audience is Audience.direct and not or_message:
        raise NotWithMessages
    return post


async def related(
    tx: Transaction, viewer: Viewer, draft: Draft, *, in_message: bool = False
) -> tuple[Post | None, Post | None]:
    """The post that a draft answers and the one that it quotes; only a message may answer a message.

    Raises ReplyToMissing, QuotedMissing, NotWithMessages.
    """
    parent = quoted = None
    if draft.reply_to_id is not None:
        parent = await target(tx, viewer, draft.reply_to_id, or_message=in_message)
        if parent is None:
            raise ReplyToMissing
    if draft.quote_of_id is not None:
        quoted = await target(tx, viewer, draft.quote_of_id)
        if quoted is None:
            raise QuotedMissing
    return parent, quoted
