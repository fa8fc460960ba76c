"""The table that moderation/ alone writes."""

import sqlalchemy as sa

from biztweet.moderation.model import Category
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("reporter_id", Id, nullable=False),
    sa.Column("target_id", Id, nullable=False, index=True),
    sa.Column("post_ids", Json(tuple[int, ...]), nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("category", Choice(Category), nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("resolved_at", Id),
    sa.Column("resolved_by_id", Id),
    sa.Column("assigned_to_id", Id),
)
