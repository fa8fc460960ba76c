"""Whose reposts somebody does not want in their Home.

Revision ID: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the mark to who follows whom; all reposts are wanted so far."""
    op.add_column("follows", sa.Column("reposts", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_index(
        "follows_without_reposts",
        "follows",
        ["follower_id"],
        sqlite_where=sa.text("reposts = 0"),
        postgresql_where=sa.text("NOT reposts"),
    )
