"""The tables that announcements/ alone writes."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id, Json
from biztweet.posts.model import Entities

metadata = sa.MetaData()

announcements = sa.Table(
    "announcements",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("author_id", Id),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("entities", Json(Entities), nullable=False),
    sa.Column("publish_at", Id, nullable=False),
    sa.Column("starts_at", Id),
    sa.Column("ends_at", Id),
    sa.Column("all_day", sa.Boolean, nullable=False),
    sa.Column("published_at", Id),
    sa.Column("withdrawn_at", Id),
    sa.Column("updated_at", Id, nullable=False),
)
_open = announcements.c.withdrawn_at.is_(None)
sa.Index("announcements_open", announcements.c.id, sqlite_where=_open, postgresql_where=_open)

# Who reacted with what; `id` orders emoji by who was first.
reactions = sa.Table(
    "announcement_reactions",
    metadata,
    sa.Column("announcement_id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("emoji", sa.Text, primary_key=True),
    sa.Column("id", Id, nullable=False, unique=True),
)

# Who has put an announcement away.
dismissals = sa.Table(
    "announcement_dismissals",
    metadata,
    sa.Column("announcement_id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
)
