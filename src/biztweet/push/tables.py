"""The tables that push/ alone writes."""

import sqlalchemy as sa

from biztweet.notifications.model import Kind
from biztweet.ports.sql.types import Choice, Id, Json
from biztweet.push.model import From, Keys

metadata = sa.MetaData()

# One for a token: an app that subscribes anew replaces what it had.
subscriptions = sa.Table(
    "push_subscriptions",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("token_id", Id, nullable=False, unique=True),
    sa.Column("account_id", Id, nullable=False, index=True),
    sa.Column("endpoint", sa.Text, nullable=False),
    sa.Column("keys", Json(Keys), nullable=False),
    sa.Column("bearer", sa.Text, nullable=False),
    sa.Column("kinds", Json(tuple[Kind, ...]), nullable=False),
    sa.Column("asked", Json(tuple[str, ...]), nullable=False),
    sa.Column("told_from", Choice(From), nullable=False),
    sa.Column("created_at", Id, nullable=False),
)

# One for a session of the pages, and one person's at a time: it ends with the session.
browsers = sa.Table(
    "push_browsers",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("session_id", Id, nullable=False, unique=True),
    sa.Column("account_id", Id, nullable=False, index=True),
    sa.Column("endpoint", sa.Text, nullable=False, index=True),
    sa.Column("keys", Json(Keys), nullable=False),
    sa.Column("created_at", Id, nullable=False),
)

# `subscription_id` is a subscription's or a browser's: ids are never given twice.
deliveries = sa.Table(
    "push_deliveries",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("subscription_id", Id, nullable=False),
    sa.Column("notification_id", Id, nullable=False),
    sa.Column("attempts", Id, nullable=False),
    sa.Column("due_at", Id, nullable=False, index=True),
    sa.UniqueConstraint("subscription_id", "notification_id", name="push_deliveries_once"),
)

# The key by which push services know this server; one row, encrypted.
identity = sa.Table(
    "push_identity",
    metadata,
    sa.Column("one", Id, primary_key=True, autoincrement=False),
    sa.Column("private_key", sa.Text, nullable=False),
)
