"""What administrators announce to everybody.

Revision ID: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "announcements",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("author_id", ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.Column("publish_at", ID, nullable=False),
        sa.Column("starts_at", ID),
        sa.Column("ends_at", ID),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("published_at", ID),
        sa.Column("withdrawn_at", ID),
        sa.Column("updated_at", ID, nullable=False),
    )
    is_open = sa.text("withdrawn_at IS NULL")
    op.create_index("announcements_open", "announcements", ["id"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "announcement_reactions",
        sa.Column("announcement_id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("emoji", sa.Text(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_table(
        "announcement_dismissals",
        sa.Column("announcement_id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
    )
