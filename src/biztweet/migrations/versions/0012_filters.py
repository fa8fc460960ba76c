"""Filters, what they look for, and the posts they match.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "filters",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("expires_at", ID),
    )
    op.create_index("ix_filters_account_id", "filters", ["account_id"])
    op.create_table(
        "filter_keywords",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("filter_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("whole_word", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_filter_keywords_filter_id", "filter_keywords", ["filter_id"])
    op.create_table(
        "filter_posts",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("filter_id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.UniqueConstraint("filter_id", "post_id", name="filter_posts_once"),
    )
