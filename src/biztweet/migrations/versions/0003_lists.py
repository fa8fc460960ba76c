"""Lists: people gathered under a name, who reads them, who keeps them at hand.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "lists",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("replies", sa.Text(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("member_count", ID, nullable=False),
        sa.Column("subscriber_count", ID, nullable=False),
        sa.UniqueConstraint("owner_id", "slug", name="lists_slug"),
    )
    op.create_index("lists_by_owner", "lists", ["owner_id", "id"])
    for name in ("list_members", "list_subscribers", "list_pins"):
        op.create_table(
            name,
            sa.Column("list_id", ID, primary_key=True, autoincrement=False),
            sa.Column("account_id", ID, primary_key=True, autoincrement=False),
            sa.Column("id", ID, nullable=False, unique=True),
        )
        op.create_index(f"{name}_by_list", name, ["list_id", "id"])
        op.create_index(f"{name}_by_account", name, ["account_id", "id"])
