"""Push: subscriptions, what waits to be sent to them, and the key by which push services know this server.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "push_subscriptions",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("token_id", ID, nullable=False, unique=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("bearer", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("told_from", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_push_subscriptions_account_id", "push_subscriptions", ["account_id"])
    op.create_table(
        "push_deliveries",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("subscription_id", ID, nullable=False),
        sa.Column("notification_id", ID, nullable=False),
        sa.Column("attempts", ID, nullable=False),
        sa.Column("due_at", ID, nullable=False),
        sa.UniqueConstraint("subscription_id", "notification_id", name="push_deliveries_once"),
    )
    op.create_index("ix_push_deliveries_due_at", "push_deliveries", ["due_at"])
    op.create_table(
        "push_identity",
        sa.Column("one", ID, primary_key=True, autoincrement=False),
        sa.Column("private_key", sa.Text(), nullable=False),
    )
