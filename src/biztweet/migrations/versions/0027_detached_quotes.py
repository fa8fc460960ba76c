"""What a post quoted until that post's author detached it.

Revision ID: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column."""
    op.add_column("posts", sa.Column("detached_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
