"""Whose reposts are not wanted is read along with who is followed: its own index goes.

Revision ID: 0032
"""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Drop the index."""
    op.drop_index("follows_without_reposts", "follows")
