"""Messages: conversations, their members, and everybody's box.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of messages."""
    op.create_table(
        "messages",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("addressee_ids", sa.Text(), nullable=False),
        sa.Column("removed_by_ids", sa.Text(), nullable=False),
    )
    op.create_table(
        "addressees",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("in_group", sa.Boolean(), nullable=False),
    )
    op.create_index("addressees_by_conversation", "addressees", ["account_id", "conversation_id", "post_id"])
    op.create_table(
        "conversations",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text(), unique=True),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("creator_id", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("conversations_by_creator", "conversations", ["creator_id", "created_at"])
    op.create_table(
        "members",
        sa.Column("conversation_id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("last_message_id", ID),
        sa.Column("last_read_id", ID, nullable=False),
    )
    listed = sa.text("last_message_id IS NOT NULL")
    op.create_index(
        "members_by_account",
        "members",
        ["account_id", "last_message_id"],
        sqlite_where=listed,
        postgresql_where=listed,
    )
