"""Forget cards that no post shows: of links that were looked at and not posted, or whose posts are gone."""

from biztweet.cards import store
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter

UNSEEN_FOR = 30 * DAY
_AT_ONCE = 200


async def sweep(db: Database) -> int:
    """Delete some that nobody has seen for a month; return how many. Their pictures are litter then."""

    async def work(tx: Transaction) -> int:
        unseen = await tx.rows(store.UNSEEN, before=tx.now - UNSEEN_FOR, limit=_AT_ONCE)
        for card in unseen:
            if card.picture is not None:
                await litter.drop_within(tx, card.picture.key, [card.picture.file.name])
        await tx.execute(store.FORGET, ids=[card.id for card in unseen])
        return len(unseen)

    return await db.write(work)
