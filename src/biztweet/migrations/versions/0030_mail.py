"""Mails that wait to be sent, and the digests that people had.

Revision ID: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "mail_parcels",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("notification_id", ID, nullable=False),
        sa.Column("attempts", ID, nullable=False),
        sa.Column("due_at", ID, nullable=False),
        sa.UniqueConstraint("account_id", "stream", "notification_id", name="mail_parcels_once"),
    )
    op.create_index("ix_mail_parcels_due_at", "mail_parcels", ["due_at"])
    op.create_table(
        "mail_digests",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("day", ID, nullable=False),
        sa.Column("last_id", ID, nullable=False),
    )
