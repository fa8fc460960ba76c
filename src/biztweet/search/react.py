"""Events to the index, once in the installation: a post is entered under its id, so twice is once."""

from collections.abc import Sequence

import sqlalchemy as sa

from biztweet.events import AnyEvent, PostDeleted, PostEdited, PostPublished, PostReposted, QuoteDetached
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.shared_reactor import React
from biztweet.kernel.transaction import Transaction
from biztweet.ports.index import Index
from biztweet.ports.sql.statement import Query
from biztweet.posts.tables import posts, visible_to_all
from biztweet.search import subjects
from biztweet.search.document import Subject, document

NAME = "search"
GATHER_SECONDS = 0.05  # each commit of FTS5 writes a segment of its own, to be merged later: few large ones cost less
_index = sa.table("post_index")
COUNT_NOT_ENTERED = Query(
    int,
    sa.select(
        sa.select(sa.func.count()).select_from(posts).where(visible_to_all).scalar_subquery()
        - sa.select(sa.func.count()).select_from(_index).scalar_subquery()
    ),
)
_AT_ONCE = 200


def wants(event: AnyEvent) -> bool:
    """Whether an event changes what is found."""
    return isinstance(event, PostPublished | PostReposted | PostEdited | PostDeleted | QuoteDetached)


def reactor(index: Index) -> React:
    """What keeps an index true: of some events together each post is read once, as it stands now."""

    async def react(tx: Transaction, events: Sequence[Recorded]) -> None:
        new = dict.fromkeys(
            event.event.post_id for event in events if isinstance(event.event, PostPublished | PostReposted)
        )
        if new:
            await _enter(tx, index, await subjects.by_ids(tx, list(new)))
        for recorded in events:
            match recorded.event:
                case PostEdited() | QuoteDetached() as event:
                    await _enter(tx, index, await subjects.with_repeats(tx, event.post_id))
                case PostDeleted() as event:
                    await index.drop(tx, event.post_id)

    return react


async def enter_all(db: Database, index: Index) -> int:
    """Enter every post there is, a few hundred a transaction, beside a running server; return how many."""
    entered, last = 0, 0

    async def work(tx: Transaction) -> tuple[int, int]:
        found = await subjects.after(tx, last, _AT_ONCE)
        await _enter(tx, index, found)
        return len(found), found[-1].post_id if found else last

    while True:
        more, last = await db.write(work)
        entered += more
        if not more:
            return entered


async def _enter(tx: Transaction, index: Index, found: list[Subject]) -> None:
    for subject in found:
        await index.put(tx, subject.post_id, document(subject))
