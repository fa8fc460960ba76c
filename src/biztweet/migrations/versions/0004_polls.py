"""Polls, ballots, and posts that wait for their time.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and tell posts and revisions of them."""
    op.create_table(
        "polls",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("multiple", sa.Boolean(), nullable=False),
        sa.Column("hides_counts", sa.Boolean(), nullable=False),
        sa.Column("closes_at", ID, nullable=False),
        sa.Column("closed_at", ID),
        sa.Column("voter_count", ID, nullable=False),
    )
    _partial("polls_open", "polls", ["closes_at"], "closed_at IS NULL")
    op.create_table(
        "ballots",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("choices", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ballots_by_post", "ballots", ["post_id", "account_id"])
    op.create_table(
        "scheduled_posts",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("due_at", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("refused", sa.Text()),
    )
    op.create_index("scheduled_posts_by_author", "scheduled_posts", ["author_id", "id"])
    _partial("scheduled_posts_due", "scheduled_posts", ["due_at"], "refused IS NULL")
    op.add_column("posts", sa.Column("has_poll", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("revisions", sa.Column("options", sa.Text(), nullable=False, server_default="[]"))


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
