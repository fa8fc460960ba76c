"""The tables that topics/ alone writes."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id

metadata = sa.MetaData()


def _kept(name: str) -> sa.Table:
    """Topics that accounts keep; `id` orders an account's."""
    return sa.Table(
        name,
        metadata,
        sa.Column("account_id", Id, primary_key=True, autoincrement=False),
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("id", Id, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
    )


followed_topics = _kept("followed_topics")
featured_topics = _kept("featured_topics")
