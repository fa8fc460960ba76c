"""Chores: when each of them is due next.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "chores",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("due_at", ID, nullable=False),
    )
