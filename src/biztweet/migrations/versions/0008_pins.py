"""Pinned posts, hidden replies, muted threads.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "pins",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_index("pins_by_account", "pins", ["account_id", "id"])
    op.create_index("pins_by_post", "pins", ["post_id", "id"])
    op.create_table(
        "hidden_replies",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("thread_id", ID, nullable=False),
    )
    op.create_table(
        "thread_mutes",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("thread_id", ID, primary_key=True, autoincrement=False),
    )
