"""Captions of videos.

Revision ID: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column; no video has any."""
    op.add_column("media", sa.Column("captions", sa.Text(), nullable=False, server_default="[]"))
