"""The tables that cards/ alone writes."""

import sqlalchemy as sa

from biztweet.cards.model import Picture, State
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

# `address_hash` finds an address of any length in a short index; `due_at` is set while a card waits to be asked for.
cards = sa.Table(
    "cards",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("address_hash", sa.Text, nullable=False, unique=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("state", Choice(State), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("site_name", sa.Text, nullable=False),
    sa.Column("picture", Json(Picture)),
    sa.Column("asked_at", Id),
    sa.Column("due_at", Id),
)
_waits = cards.c.due_at.is_not(None)
sa.Index("cards_due", cards.c.due_at, sqlite_where=_waits, postgresql_where=_waits)

# Which post shows which card; one whose author wants none has no row.
post_cards = sa.Table(
    "post_cards",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("card_id", Id, nullable=False),
)
sa.Index("post_cards_by_card", post_cards.c.card_id, post_cards.c.post_id)
