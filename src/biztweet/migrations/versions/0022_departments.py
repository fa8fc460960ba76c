"""Accounts: found by their department.

Revision ID: 0022
"""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Create the index."""
    op.create_index("accounts_by_department", "accounts", ["department"])
