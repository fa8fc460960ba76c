"""Browsers that ring: one for a session of the pages.

Revision ID: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "push_browsers",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("session_id", ID, nullable=False, unique=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_push_browsers_account_id", "push_browsers", ["account_id"])
    op.create_index("ix_push_browsers_endpoint", "push_browsers", ["endpoint"])
