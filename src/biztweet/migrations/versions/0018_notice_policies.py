"""Policies of notifications: what is kept back, and who is admitted.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and the mark of what is kept back."""
    op.create_table(
        "notice_policies",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("policy", sa.Text(), nullable=False),
    )
    op.create_table(
        "admissions",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("actor_id", ID, primary_key=True, autoincrement=False),
    )
    op.add_column("notifications", sa.Column("kept_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "notifications_kept_back",
        "notifications",
        ["recipient_id", "actor_id"],
        sqlite_where=sa.text("kept_back = 1 AND dismissed = 0"),
        postgresql_where=sa.text("kept_back AND NOT dismissed"),
    )
