"""Who was welcomed: all who were here before.

Revision ID: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table, and know everybody."""
    op.create_table(
        "welcomes",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("at", ID, nullable=False),
    )
    op.execute("INSERT INTO welcomes (account_id, at) SELECT id, created_at FROM accounts")
