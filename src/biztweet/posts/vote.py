"""Vote in a poll: once, and for good."""

from collections.abc import Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.events import PollVoted
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.polls import store as polls
from biztweet.polls.errors import PollNotFound, VotedAlready
from biztweet.polls.rules import chosen, counted
from biztweet.posts.errors import AccountInactive
from biztweet.posts.names import folded_tags
from biztweet.posts.target import target


async def vote(db: Database, viewer: Viewer, post_id: int, places: Sequence[int]) -> int:
    """Choose the options at `places`, counted from 0, of a post's poll; return the id of the post that holds it.

    Raises PollNotFound, PollOver, WrongChoice, VotedAlready, AccountInactive.
    """

    async def work(tx: Transaction) -> int:
        post = await target(tx, viewer, post_id)
        poll = await tx.one(polls.BY_POST_IDS, ids=[post.id]) if post is not None and post.has_poll else None
        if post is None or poll is None:
            raise PollNotFound
        voter = await tx.by_key(accounts.SIGNERS, viewer.id)
        if voter is None or not voter.active:
            raise AccountInactive
        choices = chosen(poll, places, tx.now)
        ballot = {"account_id": voter.id, "post_id": post.id, "choices": choices, "created_at": tx.now}
        if not await tx.rows(polls.CAST, **ballot):
            raise VotedAlready
        await tx.execute(polls.PUT, **msgspec.structs.asdict(counted(poll, choices)))
        await tx.emit(
            PollVoted(
                post_id=post.id,
                author_id=post.author_id,
                voter_id=voter.id,
                thread_id=post.thread_id,
                in_company=post.in_company,
                tags=folded_tags(post.entities),
            )
        )
        return post.id

    return await db.write(work)
