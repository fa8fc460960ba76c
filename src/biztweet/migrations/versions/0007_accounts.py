"""Accounts: a time zone of one's own, and since when what gives access holds.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add both; who is out already comes back without what they had."""
    op.add_column("accounts", sa.Column("time_zone", sa.Text(), nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("access_after", ID, nullable=False, server_default="0"))
    op.execute("UPDATE accounts SET access_after = (SELECT last_id FROM counters) WHERE NOT active")
