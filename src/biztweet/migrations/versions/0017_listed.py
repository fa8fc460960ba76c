"""Accounts: in how many lists they stand that everybody sees.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the count, and count."""
    op.add_column("accounts", sa.Column("listed_count", ID, nullable=False, server_default="0"))
    op.execute(
        "UPDATE accounts SET listed_count = (SELECT count(*) FROM list_members "
        "JOIN lists ON lists.id = list_members.list_id "
        "WHERE list_members.account_id = accounts.id AND NOT lists.private)"
    )
