"""The table that saved_searches/ alone writes."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id

metadata = sa.MetaData()

saved_searches = sa.Table(
    "saved_searches",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.UniqueConstraint("account_id", "query", name="saved_searches_once"),
)
