"""Close polls whose time has come: once in the installation, whoever of the processes is first."""

import msgspec

from biztweet.events import PollClosed, PollCounted
from biztweet.kernel.batched import batched
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.polls import store as polls
from biztweet.polls.model import Poll
from biztweet.posts import store
from biztweet.posts.names import folded_tags

_PEOPLE_AN_EVENT = 500


async def close_due(db: Database) -> None:
    """Close some of the polls that should have ended by now; what is closed already stays as it is."""

    async def work(tx: Transaction) -> None:
        for poll in await tx.rows(polls.DUE, now=tx.now):
            await _close(tx, poll)

    await db.write(work)


async def _close(tx: Transaction, poll: Poll) -> None:
    await tx.execute(polls.PUT, **msgspec.structs.asdict(msgspec.structs.replace(poll, closed_at=tx.now)))
    [post] = await tx.rows(store.BY_IDS, ids=[poll.post_id])
    await tx.emit(
        PollClosed(
            post_id=post.id,
            author_id=post.author_id,
            thread_id=post.thread_id,
            in_company=post.in_company,
            tags=folded_tags(post.entities),
        )
    )
    voter_ids = [one for one in await tx.rows(polls.VOTER_IDS, post_id=post.id) if one != post.author_id]
    for some in batched(voter_ids, _PEOPLE_AN_EVENT):
        await tx.emit(PollCounted(post_id=post.id, author_id=post.author_id, voter_ids=some))
