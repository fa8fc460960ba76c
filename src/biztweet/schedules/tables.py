"""The table that schedules/ alone writes."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id, Json
from biztweet.posts.model import Draft

metadata = sa.MetaData()

scheduled_posts = sa.Table(
    "scheduled_posts",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("author_id", Id, nullable=False),
    sa.Column("draft", Json(Draft), nullable=False),
    sa.Column("due_at", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("refused", sa.Text),
)
sa.Index("scheduled_posts_by_author", scheduled_posts.c.author_id, scheduled_posts.c.id)
_waiting = scheduled_posts.c.refused.is_(None)
sa.Index("scheduled_posts_due", scheduled_posts.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)
