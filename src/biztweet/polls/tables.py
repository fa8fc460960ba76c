"""The tables that polls/ alone writes."""

import sqlalchemy as sa

from biztweet.polls.model import Option
from biztweet.ports.sql.types import Id, Json

metadata = sa.MetaData()

# Counts stand inside `options`: votes are counted one after the other, and a poll is read in one row.
polls = sa.Table(
    "polls",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("author_id", Id, nullable=False),
    sa.Column("options", Json(tuple[Option, ...]), nullable=False),
    sa.Column("multiple", sa.Boolean, nullable=False),
    sa.Column("hides_counts", sa.Boolean, nullable=False),
    sa.Column("closes_at", Id, nullable=False),
    sa.Column("closed_at", Id),
    sa.Column("voter_count", Id, nullable=False),
)
_open = polls.c.closed_at.is_(None)
sa.Index("polls_open", polls.c.closes_at, sqlite_where=_open, postgresql_where=_open)

ballots = sa.Table(
    "ballots",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("choices", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
)
sa.Index("ballots_by_post", ballots.c.post_id, ballots.c.account_id)
