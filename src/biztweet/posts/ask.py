"""Ask: open the poll of a post."""

import msgspec

from biztweet.events import PollOpened
from biztweet.kernel.transaction import Transaction
from biztweet.polls import store as polls
from biztweet.polls.model import PollDraft
from biztweet.polls.rules import opened
from biztweet.posts.model import Post


async def ask(tx: Transaction, post: Post, draft: PollDraft) -> None:
    """Open a post's poll, anew if it has one: votes that were cast are forgotten."""
    poll = opened(post.id, post.author_id, draft, tx.now)
    await tx.execute(polls.DELETE_BALLOTS, post_id=post.id)
    await tx.execute(polls.PUT, **msgspec.structs.asdict(poll))
    await tx.emit(PollOpened(post_id=post.id, due_at=poll.closes_at))
