"""Accounts: a picture at the head of one's page.

Revision ID: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the key of its files; empty: there is none."""
    op.add_column("accounts", sa.Column("banner_key", sa.Text(), nullable=False, server_default=""))
