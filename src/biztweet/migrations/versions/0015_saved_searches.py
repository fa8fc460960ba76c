"""Saved searches.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "saved_searches",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.UniqueConstraint("account_id", "query", name="saved_searches_once"),
    )
