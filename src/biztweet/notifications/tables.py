"""The tables that notifications/ alone writes."""

import sqlalchemy as sa

from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Policy
from biztweet.notifications.preferences import Preferences
from biztweet.ports.sql.types import Choice, Id, Json

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
    sa.Column("kept_back", sa.Boolean, nullable=False, server_default=sa.false()),
    # Read by itself, beyond the mark up to which all is read.
    sa.Column("read", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("position", "recipient_id", name="notifications_once"),
)
sa.Index("notifications_by_recipient", notifications.c.recipient_id, notifications.c.id)
sa.Index("notifications_by_post", notifications.c.post_id)
_waits = sa.and_(notifications.c.kept_back, sa.not_(notifications.c.dismissed))
sa.Index(
    "notifications_kept_back",
    notifications.c.recipient_id,
    notifications.c.actor_id,
    sqlite_where=_waits,
    postgresql_where=_waits,
)

policies = sa.Table(
    "notice_policies",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("policy", Json(Policy), nullable=False),
)

# What each person wants to be told of, and how; none for who never said.
preferences = sa.Table(
    "notice_wishes",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("wishes", Json(Preferences), nullable=False),
)

# Whose notices an account hears whatever its policy says.
admissions = sa.Table(
    "admissions",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("actor_id", Id, primary_key=True, autoincrement=False),
)

read_marks = sa.Table(
    "read_marks",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("timeline", sa.Text, primary_key=True),
    sa.Column("last_read_id", Id, nullable=False),
    sa.Column("version", Id, nullable=False),
    sa.Column("updated_at", Id, nullable=False),
)
