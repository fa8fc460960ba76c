"""SQL on the tables of cards/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.cards.model import Card
from biztweet.cards.tables import cards, post_cards
from biztweet.ports.sql.statement import Command, Query, insert_or_replace
from biztweet.ports.sql.types import Id, any_of

_card_id = sa.bindparam("card_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)
_limit = sa.bindparam("limit", type_=Id)
_card = [cards.c[name] for name in Card.__struct_fields__]
_due = cards.c.due_at <= sa.bindparam("now", type_=Id)
_waits = cards.c.due_at.is_not(None)
_ANSWERED = ("state", "title", "description", "site_name", "picture", "asked_at", "due_at")


class Shown(Card, frozen=True):
    """A card as a post shows it."""

    post_id: int = 0


INSERT = Command(sa.insert(cards))
BY_HASH = Query(Card, sa.select(*_card).where(cards.c.address_hash == sa.bindparam("address_hash", type_=sa.Text)))
OF_POSTS = Query(
    Shown,
    sa.select(*_card, post_cards.c.post_id)
    .join(post_cards, post_cards.c.card_id == cards.c.id)
    .where(any_of(post_cards.c.post_id, "ids"), cards.c.state == sa.literal_column("'ready'")),
)
SHOW = Command(insert_or_replace(post_cards, ["post_id"]))
HIDE = Command(sa.delete(post_cards).where(post_cards.c.post_id == _post_id))
SHOWING = Query(
    int,
    sa.select(post_cards.c.post_id)
    .where(post_cards.c.card_id == _card_id)
    .order_by(post_cards.c.post_id.desc())
    .limit(_limit),
)

_shown = sa.exists().where(post_cards.c.card_id == cards.c.id)
UNSEEN = Query(
    Card,
    sa.select(*_card)
    .where(cards.c.asked_at < sa.bindparam("before", type_=Id), cards.c.due_at.is_(None), sa.not_(_shown))
    .order_by(cards.c.asked_at)
    .limit(_limit),
)
FORGET = Command(sa.delete(cards).where(any_of(cards.c.id, "ids")))

DUE = Query(Card, sa.select(*_card).where(_waits, _due).order_by(cards.c.due_at).limit(_limit))
NEXT_DUE = Query(int, sa.select(sa.func.min(cards.c.due_at)).where(_waits))
WAIT = Command(sa.update(cards).where(any_of(cards.c.id, "ids")).values(due_at=sa.bindparam("due_at", type_=Id)))
ANSWER = Command(
    sa.update(cards)
    .where(cards.c.id == _card_id)
    .values({name: sa.bindparam(name, type_=cards.c[name].type) for name in _ANSWERED})
)
