"""The tables that filters/ alone writes."""

import sqlalchemy as sa

from biztweet.filters.model import Action, Context
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

filters = sa.Table(
    "filters",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("contexts", Json(tuple[Context, ...]), nullable=False),
    sa.Column("action", Choice(Action), nullable=False),
    sa.Column("expires_at", Id),
)

filter_keywords = sa.Table(
    "filter_keywords",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("filter_id", Id, nullable=False, index=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("whole_word", sa.Boolean, nullable=False),
)

filter_posts = sa.Table(
    "filter_posts",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("filter_id", Id, nullable=False),
    sa.Column("post_id", Id, nullable=False),
    sa.UniqueConstraint("filter_id", "post_id", name="filter_posts_once"),
)
