"""Who came into groups and who left them, in everybody's box.

Revision ID: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table; of what happened before it nobody is told."""
    op.create_table(
        "moves",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("moved_ids", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
