"""Show a card under a post, or none any more; one that is not known yet, or long ago, is asked for meanwhile."""

from biztweet.cards import store
from biztweet.cards.address import hash_of
from biztweet.cards.model import Card, State
from biztweet.events import LinkFound
from biztweet.kernel.clock import DAY, HOUR
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction

_GOOD_FOR = {State.ready: 7 * DAY, State.none: HOUR}


async def show(tx: Transaction, post_id: int, address: str) -> None:
    """Let a post show what stands behind an address, as soon as it is known."""
    await tx.execute(store.SHOW, post_id=post_id, card_id=(await wanted(tx, address)).id)


async def hide(tx: Transaction, post_id: int) -> None:
    """Let a post show no card."""
    await tx.execute(store.HIDE, post_id=post_id)


async def is_known(db: Database, address: str) -> bool:
    """Whether anybody has asked for the card of an address before; one query."""
    return await db.one(store.BY_HASH, address_hash=hash_of(address)) is not None


async def wanted(tx: Transaction, address: str) -> Card:
    """The card of an address, which somebody wants to see."""
    card = await tx.one(store.BY_HASH, address_hash=hash_of(address))
    if card is None:
        card = Card(tx.new_id(), address, State.waiting, due_at=tx.now)
        fields = {name: getattr(card, name) for name in Card.__struct_fields__}
        await tx.execute(store.INSERT, address_hash=hash_of(address), **fields)
        await tx.emit(LinkFound(card_id=card.id))
    elif card.due_at is None and tx.now - (card.asked_at or 0) > _GOOD_FOR.get(card.state, HOUR):
        await tx.execute(store.WAIT, ids=[card.id], due_at=tx.now)
        await tx.emit(LinkFound(card_id=card.id))
    return card
