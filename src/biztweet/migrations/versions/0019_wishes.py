"""What people want to be told of, and which notifications they have read one by one.

Revision ID: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table, and the mark of what was read."""
    op.create_table(
        "notice_wishes",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("wishes", sa.Text(), nullable=False),
    )
    op.add_column("notifications", sa.Column("read", sa.Boolean(), nullable=False, server_default=sa.false()))
