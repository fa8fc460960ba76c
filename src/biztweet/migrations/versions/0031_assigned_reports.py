"""Which administrator deals with a report.

Revision ID: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the column."""
    op.add_column("reports", sa.Column("assigned_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
