"""What people say of themselves in fields; where their desk is; when the directory last spoke of them.

Revision ID: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns; of those who are in, the directory has spoken when they came at the latest."""
    op.add_column("accounts", sa.Column("office", sa.Text(), nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("directory_at", ID, nullable=False, server_default="0"))
    op.add_column("accounts", sa.Column("fields", sa.Text(), nullable=False, server_default="[]"))
    op.execute("UPDATE accounts SET directory_at = created_at")
