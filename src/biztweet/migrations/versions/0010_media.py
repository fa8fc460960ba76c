"""Media: videos and documents, uploads in chunks, and files that no row speaks of.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Give media what videos and documents need; create three tables."""
    op.add_column("media", sa.Column("filename", sa.Text(), nullable=False, server_default=""))
    op.add_column("media", sa.Column("duration_ms", ID, nullable=False, server_default="0"))
    op.add_column("media", sa.Column("processing", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("media", sa.Column("released_at", ID))
    op.create_index(
        "media_processing",
        "media",
        ["created_at"],
        # SQLite takes an index only for a query that repeats its condition to the letter, and there a flag is `= 1`.
        sqlite_where=sa.text("processing = 1"),
        postgresql_where=sa.text("processing"),
    )
    op.create_table(
        "uploads",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("total_bytes", ID, nullable=False),
        sa.Column("declared_type", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_uploads_created_at", "uploads", ["created_at"])
    op.create_table(
        "chunks",
        sa.Column("upload_id", ID, primary_key=True, autoincrement=False),
        sa.Column("segment", ID, primary_key=True, autoincrement=False),
        sa.Column("size_bytes", ID, nullable=False),
    )
    op.create_table(
        "litter",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("due_at", ID, nullable=False),
    )
    op.create_index("ix_litter_due_at", "litter", ["due_at"])
