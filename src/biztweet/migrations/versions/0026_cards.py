"""Cards: what stands behind the addresses that posts name.

Revision ID: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "cards",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("address_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("site_name", sa.Text(), nullable=False),
        sa.Column("picture", sa.Text()),
        sa.Column("asked_at", ID),
        sa.Column("due_at", ID),
    )
    waits = sa.text("due_at IS NOT NULL")
    op.create_index("cards_due", "cards", ["due_at"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "post_cards",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("card_id", ID, nullable=False),
    )
    op.create_index("post_cards_by_card", "post_cards", ["card_id", "post_id"])
