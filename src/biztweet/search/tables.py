"""The tables that search/ alone writes; the index has its own, of each database's own kind (ports/index)."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id

metadata = sa.MetaData()

# What an app's filtered streams let through; `wanted` as its developer typed it.
stream_rules = sa.Table(
    "stream_rules",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("app_id", Id, nullable=False),
    sa.Column("wanted", sa.Text, nullable=False),
    sa.Column("tag", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.UniqueConstraint("app_id", "wanted", name="stream_rules_once"),
)
