"""The tables that notifications/ alone writes."""

import sqlalchemy as sa

from biztweet.notifications.model import Kind
from biztweet.ports.sql.types import Choice, Id

metadata = sa.MetaData()

notifications = sa.Table(
    "notifications",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("recipient_id", Id, nullable=False),
    sa.Column("kind", Choice(Kind), nullable=False),
    sa.Column("actor_id", Id, nullable=False),
    sa.Column("post_id", Id),
    # The event it came from: a reactor that runs twice writes it once.
    sa.Column("position", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("dismissed", sa.Boolean, nullable=False),
    sa.UniqueConstraint("position", "recipient_id", name="notifications_once"),
)
sa.Index("notifications_by_recipient", notifications.c.recipient_id, notifications.c.id)
sa.Index("notifications_by_post", notifications.c.post_id)

read_marks = sa.Table(
    "read_marks",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("timeline", sa.Text, primary_key=True),
    sa.Column("last_read_id", Id, nullable=False),
    sa.Column("version", Id, nullable=False),
    sa.Column("updated_at", Id, nullable=False),
)
