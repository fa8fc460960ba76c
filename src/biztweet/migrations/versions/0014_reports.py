"""What people report to administrators.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "reports",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("reporter_id", ID, nullable=False),
        sa.Column("target_id", ID, nullable=False),
        sa.Column("post_ids", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("resolved_at", ID),
        sa.Column("resolved_by_id", ID),
    )
    op.create_index("ix_reports_target_id", "reports", ["target_id"])
