"""What accounts keep of each other and of topics: notes, endorsements, whom they await, topics.

Revision ID: 0013
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and count who awaits an account's posts."""
    _pairs("account_notes", sa.Column("text", sa.Text(), nullable=False))
    _pairs("endorsements", sa.Column("id", ID, nullable=False, unique=True))
    _pairs("awaits")
    _pairs("declined_suggestions")
    op.create_index("awaits_by_target", "awaits", ["target_id", "account_id"])
    for name in ("followed_topics", "featured_topics"):
        op.create_table(
            name,
            sa.Column("account_id", ID, primary_key=True, autoincrement=False),
            sa.Column("tag", sa.Text(), primary_key=True),
            sa.Column("id", ID, nullable=False, unique=True),
            sa.Column("name", sa.Text(), nullable=False),
        )
    op.add_column("accounts", sa.Column("awaiting_count", ID, nullable=False, server_default="0"))


def _pairs(name: str, *besides: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("target_id", ID, primary_key=True, autoincrement=False),
        *besides,
    )
